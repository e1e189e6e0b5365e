import { taskTypeNamed } from '../../../src/domain/charter/task-type-named.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';

const charter = aCharter({
  taskTypes: { customer_reply: aTaskType({ aliases: ['answer'] }), refund: aTaskType({ name: 'refund' }) },
});

describe('a kind of work', () => {
  it.each([
    ['its name', 'refund', 'refund'],
    ['an alias', 'answer', 'customer_reply'],
    ['no name of it', 'refunds', undefined],
    ['a word of every object', 'constructor', undefined],
  ])('is found by %s', (_how, named, found) => {
    expect(taskTypeNamed(charter, named)?.name).toBe(found);
  });
});
