import type { Finding } from '../../../../ports/finding.js';
import { escaped } from '../../text/foreign.js';
import { type Block, context, section } from '../kit/kit.js';

/** What has to be mended first, then what to mind, then what is well. */
export function findingBlocks(findings: readonly Finding[]): Block[] {
  const of = (health: Finding['health']) => findings.filter((finding) => finding.health === health);
  const [bad, warned, ok] = [of('bad'), of('warn'), of('ok')];
  return [
    ...(bad.length ? [section(`*${bad.length} to mend*`)] : [section('*Nothing to mend*')]),
    ...texts(bad.map((finding) => `:x: ${line(finding)}`)).map(section),
    ...(warned.length ? [section(`*${warned.length} to mind*`)] : []),
    ...texts(warned.map((finding) => `:warning: ${line(finding)}`)).map(section),
    ...(ok.length ? [section(`*${ok.length} well*`)] : []),
    ...texts(ok.map((finding) => `:white_check_mark: ${line(finding)}`)).map((text) => context(text)),
  ].slice(0, mostBlocks);
}

/** An answer is a message, so it keeps a message's limits; what has to be mended comes first. */
const mostBlocks = 45;
const longest = 2_900;

const line = ({ about, says }: Finding): string => `*${escaped(about)}* ${escaped(says)}`;

/** As few texts as hold these lines. */
function texts(lines: readonly string[]): string[] {
  const all: string[] = [];
  for (const one of lines) {
    const joined = all.length ? `${all.at(-1)}\n${one}` : one;
    if (all.length && joined.length <= longest) all[all.length - 1] = joined;
    else all.push(one);
  }
  return all;
}
