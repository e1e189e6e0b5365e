import type { Problem } from '../../tools/written/charter-error.js';
import { own } from '../../tools/written/references.js';
import { type Condition, compileCondition } from './conditions.js';
import type { WrittenCharter } from './schema.js';
import { toValueType } from './to-charter.js';

export interface Compiled {
  /** The compiled conditions of each task type, by their source. */
  readonly conditions: ReadonlyMap<string, Readonly<Record<string, Condition>>>;
  readonly problems: readonly Problem[];
}

/** Compiles every condition of a charter, a ladder's for each task type that uses the ladder. */
export function compileAll(written: WrittenCharter): Compiled {
  const conditions = new Map<string, Record<string, Condition>>();
  const problems: Problem[] = [];
  for (const [name, type] of Object.entries(written.task_types)) {
    const fields = Object.fromEntries(
      Object.entries(type.fields).map(([field, kind]) => [field, toValueType(kind)]),
    );
    const compiled: Record<string, Condition> = {};
    conditions.set(name, compiled);
    for (const { source, path, of } of sourcesOf(written, name)) {
      const condition = compileCondition(source, fields);
      if (typeof condition === 'string') problems.push({ path, problem: `${condition}${of}` });
      else compiled[source] = condition;
    }
  }
  return { conditions, problems };
}

interface Source {
  readonly source: string;
  readonly path: Problem['path'];
  /** Says which task type a shared condition fails for. */
  readonly of: string;
}

function sourcesOf({ task_types: types, ladders }: WrittenCharter, name: string): Source[] {
  const { rules = [], ladder = '' } = types[name] ?? {};
  const rungs = own(ladders, ladder) ?? [];
  return [
    ...rules.map(({ when }, index) => ({
      source: when,
      path: ['task_types', name, 'rules', index, 'when'],
      of: '',
    })),
    ...rungs.flatMap(({ only_if: source }, index) =>
      source
        ? [{ source, path: ['ladders', ladder, index, 'only_if'], of: ` “${name}” uses this ladder.` }]
        : [],
    ),
  ];
}
