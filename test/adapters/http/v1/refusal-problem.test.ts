import { refusalProblem } from '../../../../src/adapters/http/v1/refusal-problem.js';
import { type RefusalCode, refusal, together } from '../../../../src/domain/refusal.js';

describe('a refusal over HTTP', () => {
  it.each<[RefusalCode, number]>([
    ['unknown_agent', 403],
    ['may_not_submit', 403],
    ['invalid_value', 422],
    ['unknown_task_type', 422],
    ['unknown_tool', 422],
    ['unknown_option', 422],
    ['not_now', 409],
    ['not_your_handoff', 409],
  ])('%s is %i', (code, status) => {
    const { problem } = refusalProblem(refusal(code, 'x', '/there'));
    expect(problem).toMatchObject({ status, pointer: '/there' });
    expect(problem.errors).toBeUndefined();
  });

  it('points nowhere when there is no place', () => {
    expect(refusalProblem(refusal('not_now', 'done')).problem).not.toHaveProperty('pointer');
  });

  it('says the first fault and lists all', () => {
    const all = [refusal('invalid_value', 'One.', '/a'), refusal('invalid_value', 'Two.', '/b')];
    expect(refusalProblem(together(all)).problem).toMatchObject({
      detail: 'One.',
      pointer: '/a',
      errors: [
        { pointer: '/a', detail: 'One.' },
        { pointer: '/b', detail: 'Two.' },
      ],
    });
  });
});
