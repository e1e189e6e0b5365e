import type { Charter } from './charter.js';
import { climb } from './climb.js';

/** What a charter may say but hardly means; each is one sentence. */
export const charterWarnings = (charter: Charter): string[] => {
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
  return [...new Set(warnings)];
};
