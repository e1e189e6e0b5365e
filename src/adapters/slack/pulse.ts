import type { WebClient } from '@slack/web-api';
import type { DeliveryFault } from '../../ports/slack.js';
import { withDeliveryFaults } from './delivery-fault.js';
import { createHearing } from './hearing.js';
import type { SlackTimes } from './slack-times.js';

/** Whether Slack answers and still takes our token: nobody would hear of a revoked one before the next message. */
export interface Pulse {
  start(): void;
  stop(): void;
  trouble(): string | null;
}

export function createPulse(client: WebClient, times: Pick<SlackTimes, 'awayAfterMs' | 'pulseMs'>): Pulse {
  const hearing = createHearing(times.awayAfterMs, 'Slack has not answered yet.');
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const ask = async (): Promise<void> => {
    try {
      await withDeliveryFaults(() => client.auth.test());
      hearing.heard();
    } catch (fault) {
      const { kind, message } = fault as DeliveryFault;
      // Whoever asks to wait is there.
      if (kind === 'later') hearing.heard();
      if (kind === 'down') hearing.refused(message);
    }
    if (!isStopped) timer = setTimeout(() => void ask(), times.pulseMs);
  };
  return {
    start: () => void ask(),
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
    trouble: hearing.trouble,
  };
}
