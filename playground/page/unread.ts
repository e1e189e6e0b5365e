import { useEffect, useState } from 'react';
import type { Channel, Snapshot } from './api.js';

/** How many messages of each channel a person has not seen; what lies open counts as seen. */
export const useUnread = (now: Snapshot | null, who: string, open: string) => {
  const [seen, setSeen] = useState<Readonly<Record<string, string>>>({});
  const newest = now?.channels.find(({ id }) => id === open)?.newest.at(-1);
  const key = `${who}/${open}`;
  useEffect(() => {
    if (newest) setSeen((known) => ({ ...known, [key]: newest }));
  }, [key, newest]);
  return ({ id, newest: some }: Channel): number =>
    id === open ? 0 : some.filter((ts) => ts > (seen[`${who}/${id}`] ?? '')).length;
};
