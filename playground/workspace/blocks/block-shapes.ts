import { z } from 'zod';
import { accessoryElements, actionElements, inputElements } from './element-shapes.js';
import { id, image, plain, text, url } from './text-shapes.js';

function block<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), block_id: id.optional(), ...shape });
}

const section = block('section', {
  text: text(3000).optional(),
  fields: z.array(text(2000)).min(1).max(10).optional(),
  accessory: z.discriminatedUnion('type', [...accessoryElements, image]).optional(),
  expand: z.boolean().optional(),
}).refine((one) => one.text !== undefined || one.fields !== undefined, 'must have text or fields');
const picture = block('image', {
  image_url: url.optional(),
  slack_file: z.looseObject({}).optional(),
  alt_text: z.string().min(1).max(2000),
  title: plain(2000).optional(),
}).refine((one) => !one.image_url !== !one.slack_file, 'must have either image_url or slack_file');

/** Blocks of every surface. */
const everywhere = [
  section,
  picture,
  block('header', { text: plain(150) }),
  block('divider', {}),
  block('context', {
    elements: z
      .array(z.union([text(3000), image]))
      .min(1)
      .max(10),
  }),
  block('actions', {
    elements: z
      .array(z.discriminatedUnion('type', [...actionElements]))
      .min(1)
      .max(25),
  }),
  block('rich_text', {
    elements: z
      .array(
        z.looseObject({
          type: z.enum(['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted']),
          elements: z.array(z.looseObject({ type: z.string() })),
        }),
      )
      .min(1),
  }),
] as const;

const markdown = block('markdown', { text: z.string().min(1).max(12_000) });
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.looseObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() }),
  z.looseObject({ type: z.literal('rich_text'), elements: z.array(z.looseObject({ type: z.string() })) }),
]);
function characters(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : characters(inner)),
    0,
  );
}
const table = block('table', {
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z.array(z.looseObject({})).max(20).optional(),
}).refine((one) => characters(one.rows) <= 10_000, 'must have 10000 characters at most');

const input = block('input', {
  label: plain(2000),
  hint: plain(2000).optional(),
  element: z.discriminatedUnion('type', [...inputElements]),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});
const alert = block('alert', {
  text: text(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

export const messageBlocks = z
  .array(z.discriminatedUnion('type', [...everywhere, markdown, table]))
  .max(50)
  .refine((all) => all.filter((one) => one.type === 'table').length <= 1, 'must have one table at most')
  .refine(
    (all) => all.reduce((sum, one) => sum + (one.type === 'markdown' ? one.text.length : 0), 0) <= 12_000,
    'must have 12000 characters of markdown at most',
  );
export const modalBlocks = z.array(z.discriminatedUnion('type', [...everywhere, input, alert])).max(100);
export const homeBlocks = z.array(z.discriminatedUnion('type', [...everywhere, input])).max(100);
