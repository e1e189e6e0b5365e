import type { Finding } from '../../ports/finding.js';

/** Whether the Node that runs, such as `24.21.0`, still gets its security fixes. */
export function examineNode(version: string): Finding {
  const about = `Node ${version}`;
  if (Number.parseInt(version, 10) > 20) return { health: 'ok', about, says: 'gets security fixes' };
  return { health: 'warn', about, says: 'gets no security fixes any more: install Node 24.' };
}
