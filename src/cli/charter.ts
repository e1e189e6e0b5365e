import { CharterError } from '../adapters/charter/charter-error.js';
import { loadCharter } from '../adapters/charter/parse-charter.js';
import type { Charter, TaskType } from '../domain/charter.js';

/** `charter check [file]`: says in sentences what the charter allows, or everything that is wrong with it. */
export const charterCommand = async (
  args: readonly string[],
  print: (line: string) => void,
): Promise<number> => {
  const [verb, file = 'charter.yml'] = args;
  if (verb !== 'check') {
    print('Usage: npm run charter -- check [file]');
    return 2;
  }
  try {
    for (const line of summary(file, (await loadCharter(file)).charter)) print(line);
    return 0;
  } catch (fault) {
    if (!(fault instanceof CharterError)) throw fault;
    print(fault.message);
    print(`${fault.problems.length} to mend; nothing was changed.`);
    return 1;
  }
};

const summary = (file: string, charter: Charter): string[] => {
  const types = Object.values(charter.taskTypes);
  const alone = types.filter((type) => type.level === 1).map((type) => type.name);
  return [
    `${file} is fine: ${types.length} task types, ${Object.keys(charter.tools).length} tools, ${Object.keys(charter.roles).length} roles.`,
    charter.mode === 'recommend'
      ? 'Nothing is ever executed: the charter only recommends.'
      : 'Approved work is carried out.',
    `Without a person: ${alone.length ? alone.join(', ') : 'nothing'}.`,
    ...types.map((type) => `  ${type.name} (level ${type.level}): ${whoDecides(type)}`),
  ];
};

const whoDecides = ({ level, approvers, owner, channel }: TaskType): string => {
  if (level >= 3) return `${owner} take it over in ${channel}; nobody can approve it`;
  const people = approvers?.roles.join(' or ') ?? 'nobody';
  return `${approvers?.quorum ?? 1} of ${people} approves it in ${channel}`;
};
