import { z } from 'zod';

/** Slack's limits for the small pieces of blocks, as its reference gives them. Lengths are in characters. */
export function plain(max: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
}
function mrkdwn(max: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
}
export const text = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);
export const id = z.string().min(1).max(255);
export const url = z.string().min(1).max(3000);

export const confirm = z.strictObject({
  title: plain(100),
  text: text(300),
  confirm: plain(30),
  deny: plain(30),
  style: z.enum(['primary', 'danger']).optional(),
});

function anOption<Words extends z.ZodType>(words: Words) {
  return z.strictObject({
    text: words,
    value: z.string().min(1).max(150).optional(),
    description: words.optional(),
    url: url.optional(),
  });
}
/** Menus show plain words; radio buttons and checkboxes may show marked-up ones. */
export const menuOption = anOption(plain(75));
export const choiceOption = anOption(text(75));
export const optionGroup = z.strictObject({
  label: plain(75),
  options: z.array(menuOption).min(1).max(100),
});

/** A web address of https, or a file that was uploaded. */
export const image = z
  .strictObject({
    type: z.literal('image'),
    image_url: url.optional(),
    slack_file: z.looseObject({}).optional(),
    alt_text: z.string().min(1).max(2000),
  })
  .refine((one) => !one.image_url !== !one.slack_file, 'must have either image_url or slack_file');
