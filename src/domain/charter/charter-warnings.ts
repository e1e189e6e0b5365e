import type { Charter } from './charter.js';
import { climb } from './climb.js';

/** What a charter may say but hardly means; each is one sentence. */
export function charterWarnings(charter: Charter): string[] {
  const warnings = Object.values(charter.taskTypes).flatMap((taskType) => {
    const owners = new Set([taskType.owner, ...taskType.rules.flatMap(({ owner }) => owner ?? [])]);
    return [...owners]
      .flatMap((owner) => climb(charter, taskType.ladder, owner))
      .filter(({ whom }) => whom === null)
      .map(
        ({ owner }) =>
          `The ladder of “${taskType.name}” asks for the manager of “${owner}”, who has none: the owner is told instead.`,
      );
  });
  return [...new Set([...warnings, ...longOptions(charter)])];
}

/** What a list to choose from has room for in one line. */
const longestOption = 75;

function longOptions({ taskTypes, tools }: Charter): string[] {
  const typed = [
    ...Object.values(taskTypes).map(({ name, fields }) => ({ of: name, types: fields })),
    ...Object.values(tools).map(({ name, arguments: types }) => ({ of: name, types })),
  ];
  return typed.flatMap(({ of, types }) =>
    Object.entries(types).flatMap(([name, { options = [] }]) => {
      const long = options.filter((option) => option.length > longestOption);
      return long.length
        ? [
            `${long.length} of the values of “${name}” in “${of}” are longer than ${longestOption} characters: lists show their beginning and end.`,
          ]
        : [];
    }),
  );
}
