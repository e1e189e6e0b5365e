import { eraseInFile } from '../../adapters/store/sqlite/erase-in-file.js';
import { systemClock } from '../../adapters/system/clock.js';

export interface EraseOptions {
  readonly database: string;
  readonly account: string | undefined;
  readonly isDryRun: boolean;
}

export async function auditErase(
  { database, account, isDryRun }: EraseOptions,
  print: (line: string) => void,
): Promise<number> {
  if (!account) {
    print('--account is missing: name the customer whose texts are to be erased.');
    return 2;
  }
  const erasure = await eraseInFile(database, { account, at: systemClock.now(), isDryRun });
  switch (erasure.kind) {
    case 'unknown':
      print(`No handoff belongs to the account “${account}”; it is written exactly as the agent sent it.`);
      return 1;
    case 'refused':
      print(refusalWords(erasure));
      return 1;
    case 'busy':
      print('Stop the bot first: the file is written anew, so that nothing of the texts is left in it.');
      return 1;
    case 'erased': {
      const what = `${erasure.texts} texts of ${erasure.handoffs} handoffs`;
      print(isDryRun ? `${what} would be erased. Nothing was changed.` : `${what} are erased for good.`);
      return 0;
    }
  }
}

function refusalWords({
  open,
  waiting,
}: {
  readonly open: readonly string[];
  readonly waiting: readonly string[];
}): string {
  return open.length
    ? `Nothing was erased, because this account has open work: ${open.join(', ')}. Finish or cancel it first.`
    : `Nothing was erased, because messages about ${waiting.join(', ')} are still to be sent. Try again when they are.`;
}
