import { useEffect, useRef, useState } from 'react';
import type { Snapshot } from './api.js';
import { personName, usePlace } from './place.js';

/** Reads the newest message of the open channel to those who do not see it. */
export const Announce = ({ now, channel }: { readonly now: Snapshot; readonly channel: string }) => {
  const place = usePlace();
  const [words, setWords] = useState('');
  const known = useRef({ channel: '', ts: '' });
  const newest = now.newer === 0 ? now.messages.at(-1) : undefined;
  useEffect(() => {
    const isNew = newest && known.current.channel === channel && newest.ts > known.current.ts;
    if (isNew) setWords(`New message from ${personName(place, newest.user)}: ${newest.text}`);
    known.current = { channel, ts: newest?.ts ?? '' };
  }, [newest, channel, place]);
  return (
    <p role="status" aria-live="polite" className="unseen">
      {words}
    </p>
  );
};
