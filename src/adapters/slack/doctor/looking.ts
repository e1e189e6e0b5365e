import type { Finding } from '../../../ports/finding.js';
import { errorCode } from '../delivery-fault.js';
import { troubleWords } from './ask-slack.js';

/** What could not be looked at is a finding too. */
export async function looking(about: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (fault) {
    return [{ health: 'bad', about, says: troubleWords(codeOf(fault)) }];
  }
}

function codeOf(fault: unknown): string {
  if (fault instanceof Error && 'retryAfter' in fault) return 'ratelimited';
  return errorCode(fault) ?? 'unreachable';
}
