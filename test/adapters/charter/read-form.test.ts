import fc from 'fast-check';
import { z } from 'zod';
import { readForm } from '../../../src/adapters/charter/read-form.js';
import { charterSchema } from '../../../src/adapters/charter/schema.js';

interface Place {
  readonly path: readonly (string | number)[];
  /** What must stand beside a key, so that this form of several is meant. */
  readonly beside: Readonly<Record<string, unknown>>;
  /** A charter that holds nothing but this value at this place, and what leads there. */
  readonly around: (value: unknown) => unknown;
}
interface Found extends Place {
  readonly keys: readonly string[];
}

const top: Place = { path: [], beside: {}, around: (value) => value };

/** Every object that a charter may hold. */
const objectsIn = (schema: z.core.$ZodType, place: Place = top): Found[] => {
  if (schema instanceof z.ZodObject) {
    const shape = Object.entries(schema.shape as Record<string, z.core.$ZodType>);
    const inner = ([key, value]: (typeof shape)[number]) => objectsIn(value, below(place, key));
    return [{ ...place, keys: shape.map(([key]) => key) }, ...shape.flatMap(inner)];
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return objectsIn(schema.def.innerType, place);
  if (schema instanceof z.ZodPipe) return objectsIn(schema.def.in, place);
  if (schema instanceof z.ZodArray) return objectsIn(schema.def.element, below(place, 0));
  if (schema instanceof z.ZodRecord) return objectsIn(schema.def.valueType, below(place, 'U0ANA'));
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const key = schema.def.discriminator;
    return (schema.def.options as z.ZodObject<Record<string, z.ZodLiteral>>[]).flatMap((option) =>
      objectsIn(option, { ...place, beside: { [key]: option.shape[key]?.value } }),
    );
  }
  return schema instanceof z.ZodUnion ? schema.def.options.flatMap((one) => objectsIn(one, place)) : [];
};

const below = ({ path, beside, around }: Place, key: string | number): Place => ({
  path: [...path, key],
  beside: {},
  around: (value) => around(typeof key === 'number' ? [value] : { ...beside, [key]: value }),
});

const mistakes: Record<string, (key: string, place: number) => string> = {
  'a letter twice': (key, place) => key.slice(0, place + 1) + key.slice(place),
  'a letter too few': (key, place) => key.slice(0, place) + key.slice(place + 1),
  'another letter': (key, place) => `${key.slice(0, place)}x${key.slice(place + 1)}`,
};

/** Whether one letter more, less or else makes the one of the other. */
const isOneEdit = (one: string, other: string): boolean => {
  const same = [...one].findIndex((letter, index) => letter !== other[index]);
  const from = same < 0 ? one.length : same;
  const rest = (text: string, skipped: number) => text.slice(from + skipped);
  return (
    rest(one, 1) === rest(other, 1) || rest(one, 0) === rest(other, 1) || rest(one, 1) === rest(other, 0)
  );
};

describe('a charter with a misspelt key', () => {
  const objects = objectsIn(charterSchema);
  const all = objects.flatMap((place) => place.keys.map((key) => ({ ...place, key })));

  it('finds every object of the charter', () => {
    expect(objects.length).toBeGreaterThan(35);
    expect(new Set(all.map(({ key }) => key)).size).toBeGreaterThan(120);
  });

  it.each(Object.entries(mistakes))('is told the key that was meant, for each key: %s', (_what, misspell) => {
    fc.assert(
      fc.property(fc.nat(), (turn) => {
        const missed = all.filter(({ path, keys, beside, around, key }) => {
          const typo = misspell(key, turn % key.length);
          // “pla” may be “sla” as well as “plan”.
          if (typo === key || keys.some((other) => other !== key && isOneEdit(other, typo))) return false;
          const { [key]: _meant, ...others } = beside;
          const { problems } = readForm(charterSchema, around({ ...others, [typo]: {} }));
          const told = `There is no key “${typo}” here. Did you mean “${key}”?`;
          const place = [...path, typo].join('.');
          return !problems?.some((one) => one.path.join('.') === place && one.problem === told);
        });
        expect(missed.map(({ path, key }) => [...path, key].join('.'))).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });
});
