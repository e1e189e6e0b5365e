import { type ChainBreak, verifyLog } from '../adapters/store/verify-log.js';

/** `audit verify [file]`: checks every chain of the log and names the first event that does not fit. */
export const auditCommand = (args: readonly string[], print: (line: string) => void): number => {
  const [verb, file = './data/countersign.db'] = args;
  if (verb !== 'verify') {
    print('Usage: npm run audit -- verify [file]');
    return 2;
  }
  const { events, handoffs, broken } = verifyLog(file);
  if (broken) {
    print(words(broken));
    return 1;
  }
  print(`${events} events of ${handoffs} handoffs verify.`);
  return 0;
};

const words = ({ handoffId, n, why }: ChainBreak): string =>
  `The log does not verify: event ${n} of ${handoffId}: ${why}.`;
