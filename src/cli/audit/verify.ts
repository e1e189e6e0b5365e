import type { Verified } from '../../adapters/store/log/verify-log.js';
import { verifyFile } from '../../adapters/store/sqlite/verify-file.js';
import { systemTimer } from '../../adapters/system/clock.js';

export interface VerifyOptions {
  readonly database: string;
  /** A file with anchors that was kept outside the database. */
  readonly outside: string | null;
}

export function auditVerify({ database, outside }: VerifyOptions, print: (line: string) => void): number {
  const elapsedMs = systemTimer.stopwatch();
  const verified = verifyFile(database, outside);
  const { events, handoffs, broken } = verified;
  if (broken) {
    const what = 'anchor' in broken ? `anchor ${broken.anchor}` : `event ${broken.n} of ${broken.handoffId}`;
    print(`The log does not verify: ${what}: ${broken.why}.`);
    return 1;
  }
  const perSecond = Math.round(events / (elapsedMs() / 1_000));
  print(`${events} events of ${handoffs} handoffs verify (${perSecond} a second).`);
  print(anchorWords(verified));
  if (outside !== null) print(`${outside} agrees with the database.`);
  return 0;
}

function anchorWords({ anchors, events }: Verified): string {
  const last = anchors.at(-1);
  if (!last) return 'There is no anchor yet: whoever can write to the file could rewrite all of it unseen.';
  const at = new Date(last.at).toISOString();
  const since = events - last.events;
  return `${anchors.length} anchors verify, the newest of ${at}; ${since} events came after it.`;
}
