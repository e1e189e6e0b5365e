import { isKnownOption, offeredOptions, optionWords } from '../../../src/domain/charter/named-options.js';

const options = {
  escalate_to_sales: { label: 'Escalate to sales', owner: 'sales' },
  to_legal: { label: 'Ask our lawyers', owner: 'legal' },
};

describe('the ways out that an agent names', () => {
  it.each([
    ['its key', ['escalate_to_sales'], ['escalate_to_sales']],
    ['its label', ['Ask our lawyers'], ['to_legal']],
    ['its label in other letters', ['ask-our_LAWYERS'], ['to_legal']],
    ['both, in the charter’s order', ['to_legal', 'escalate_to_sales'], ['escalate_to_sales', 'to_legal']],
    ['one among the buttons', ['approve', 'edit', 'reject', 'escalate_to_sales'], ['escalate_to_sales']],
    ['none of them', ['approve', 'reject'], ['escalate_to_sales', 'to_legal']],
    ['nothing at all', [], ['escalate_to_sales', 'to_legal']],
    ['what the charter does not have', ['to_the_moon'], ['escalate_to_sales', 'to_legal']],
  ])('by %s', (_how, named, offered) => {
    expect(Object.keys(offeredOptions(options, named))).toEqual(offered);
  });

  it('are words of the buttons, or options of the charter', () => {
    for (const word of [
      'approve',
      'Edit',
      'reject',
      'escalate',
      'Take over',
      'to_legal',
      'Escalate to sales',
    ])
      expect([word, isKnownOption(word, options)]).toEqual([word, true]);
    for (const word of ['to_the_moon', 'constructor', '', 'escalate_to_finance'])
      expect([word, isKnownOption(word, options)]).toEqual([word, false]);
    expect(optionWords(options)).toEqual(expect.arrayContaining(['approve', 'to_legal']));
  });
});
