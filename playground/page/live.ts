import { useEffect, useState } from 'react';
import { type Look, look, type Message, type Snapshot } from './api.js';

const againMs = 1_000;

/** What one person sees, fresh after every change; says when the playground cannot be reached. */
export const useLive = ({ who, channel, end, thread }: Look) => {
  const [now, setNow] = useState<Snapshot | null>(null);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    let isGone = false;
    let isAsking = false;
    let isStale = false;
    let socket: WebSocket;
    const refresh = async (): Promise<void> => {
      isStale = true;
      if (isAsking) return;
      isAsking = true;
      // Changes come in bursts: whatever changed while one look was under way is seen by the next.
      while (isStale && !isGone) {
        isStale = false;
        const seen = await look({ who, channel, end, thread }).catch(() => null);
        if (seen && !isGone) setNow((before) => withKnown(seen, before));
      }
      isAsking = false;
    };
    const connect = (): void => {
      socket = new WebSocket(`ws://${location.host}/control/live`);
      socket.onopen = () => {
        setLost(false);
        void refresh();
      };
      socket.onmessage = () => void refresh();
      socket.onclose = () => {
        if (isGone) return;
        setLost(true);
        setTimeout(() => !isGone && connect(), againMs);
      };
    };
    void refresh();
    connect();
    return () => {
      isGone = true;
      socket.close();
    };
  }, [who, channel, end, thread]);
  return { now, isLost };
};

/** Messages that have not changed stay the same objects, so that nothing of them is drawn again. */
const withKnown = (seen: Snapshot, before: Snapshot | null): Snapshot => {
  const known = new Map(before?.messages.map((message) => [message.ts, message]));
  const kept = (message: Message): Message => {
    const old = known.get(message.ts);
    return old && JSON.stringify(old) === JSON.stringify(message) ? old : message;
  };
  return { ...seen, messages: seen.messages.map(kept) };
};
