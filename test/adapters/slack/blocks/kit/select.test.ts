import fc from 'fast-check';
import { viewFault } from '../../../../../playground/workspace/blocks/block-rules.js';
import { valueInput } from '../../../../../src/adapters/slack/blocks/kit/modal.js';
import {
  checkboxInput,
  groupedSelect,
  hasRoom,
  readInput,
} from '../../../../../src/adapters/slack/blocks/kit/select.js';

interface Option {
  readonly text: { readonly text: string };
  readonly value: string;
}
interface Select {
  readonly type: string;
  readonly options?: readonly Option[];
  readonly option_groups?: readonly {
    readonly label: { readonly text: string };
    readonly options: readonly Option[];
  }[];
  readonly initial_option?: Option;
}
const drawn = (options: readonly string[], value?: string) => {
  const type = { kind: 'enum' as const, options };
  const block = valueInput({ id: 'x', label: 'X', type, ...(value === undefined ? {} : { value }) });
  const element = block.element as unknown as Select;
  const offered = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  return { block, element, offered, type };
};
const faultOf = (block: unknown) => {
  const words = { type: 'plain_text', text: 'Edit' };
  return viewFault(
    { type: 'modal', callback_id: 'x', title: words, submit: words, blocks: [block] },
    'modal',
  );
};
const countries = Array.from({ length: 249 }, (_, index) => `C${index}`);
const plans = ['A', 'B'].map(
  (end) =>
    `EU data centre, dedicated, three years, prepaid, with the extended service agreement of the larger kind ${end}`,
);

describe('a list to choose from', () => {
  it('offers every one of 249 countries, with the present one chosen', () => {
    const { element, offered, block } = drawn(countries, 'C240');
    expect(offered.map(({ value }) => value)).toEqual(countries);
    expect(element.option_groups?.map(({ label }) => label.text)).toEqual([
      'C0 – C99',
      'C100 – C199',
      'C200 – C248',
    ]);
    expect(element.initial_option?.value).toBe('C240');
    expect(faultOf(block)).toBeNull();
  });

  it('shows long labels so that no two look alike', () => {
    const { offered } = drawn(plans);
    expect(offered.map(({ text }) => text.text.slice(-3))).toEqual(['d A', 'd B']);
    const twins = drawn(['x'.repeat(90), `${'x'.repeat(90)}x`]).offered.map(({ text }) => text.text);
    expect(new Set(twins).size).toBe(2);
  });

  it('knows a value again that is too long to travel', () => {
    const long = plans.map((plan) => `${plan}, ${'and more '.repeat(20)}${plan}`);
    const { offered, element, type } = drawn(long, long[1]);
    expect(offered.every(({ value }) => value.length <= 150)).toBe(true);
    expect(offered.map(({ value }) => readInput(type, value))).toEqual(long.map((value) => ({ value })));
    expect(element.initial_option).toEqual(offered[1]);
  });

  it('of more than a window holds is asked for in letters', () => {
    const many = Array.from({ length: 10_001 }, (_, index) => `${index}`);
    expect(hasRoom(many)).toBe(false);
    const { element, type } = drawn(many, '7');
    expect(element).toMatchObject({ type: 'plain_text_input', initial_value: '7' });
    expect(readInput(type, '10000')).toEqual({ value: '10000' });
    expect(readInput(type, '10001')).toHaveProperty('problem');
  });

  it('of boxes becomes a list of several where there are more than ten', () => {
    const choices = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ value: `${index}`, label: `Field ${index}` }));
    for (const [count, type] of [
      [10, 'checkboxes'],
      [11, 'multi_static_select'],
      [101, 'multi_static_select'],
    ] as const) {
      const block = checkboxInput({ id: 'x', label: 'X', choices: choices(count) });
      expect([block.element.type, faultOf(block)]).toEqual([type, null]);
    }
  });

  it('of people goes on in a second group', () => {
    const choices = countries.map((value) => ({ value, label: value }));
    const block = groupedSelect({ id: 'x', label: 'X', groups: [{ label: 'A person', choices }] });
    expect((block.element as unknown as Select).option_groups?.map(({ options }) => options.length)).toEqual([
      100, 100, 49,
    ]);
    expect(faultOf(block)).toBeNull();
  });

  it('of any options is what Slack takes, reaches each, and tells all of them apart', () => {
    const option = fc
      .string({ minLength: 1, maxLength: 200, unit: 'grapheme' })
      .filter((text) => text.trim() !== '');
    const options = fc.uniqueArray(option, { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(options, fc.nat(), (all, at) => {
        const chosen = all[at % all.length] ?? '';
        const { block, offered, element, type } = drawn(all, chosen);
        expect(faultOf(block)).toBeNull();
        expect(offered.map(({ value }) => readInput(type, value))).toEqual(all.map((value) => ({ value })));
        expect(new Set(offered.map(({ text }) => text.text)).size).toBe(all.length);
        expect(element.initial_option).toEqual(offered[at % all.length]);
      }),
      { numRuns: 50 },
    );
  });
});
