import { readFileSync } from 'node:fs';
import { loadCharter, parseCharter } from '../../../src/adapters/charter/parse-charter.js';
import { charterCommand } from '../../../src/cli/charter/charter.js';
import { CharterError } from '../../../src/tools/written/charter-error.js';

const good = readFileSync('charter.yml', 'utf8');
const problemsOf = (text: string): string[] => {
  try {
    parseCharter(text, 'c.yml');
  } catch (fault) {
    if (fault instanceof CharterError) return fault.message.split('\n');
    throw fault;
  }
  return [];
};
/** The demo charter with one thing changed; `where` is the text whose line the problem must name. */
const broken = (from: string, to: string) => {
  if (!good.includes(from)) throw new Error(`The charter has no “${from}”.`);
  return good.replace(from, to);
};
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

const { charter } = await loadCharter('charter.yml', new Date());

describe('the demo charter', () => {
  it('has the five task types, and takes the name that agents use', () => {
    expect(Object.keys(charter.taskTypes)).toEqual([
      'customer_reply',
      'crm_update',
      'refund',
      'contract_exception',
      'security_incident',
    ]);
    expect(charter.taskTypes.customer_reply?.aliases).toEqual(['respond_to_client_inquiry']);
  });

  it('reads durations, rungs and rules', () => {
    const refund = charter.taskTypes.refund;
    expect(refund?.decideWithinMs).toBe(4 * 3_600_000);
    expect(refund?.ladder[2]).toEqual({
      percentOfSla: 100,
      plusMs: 4 * 3_600_000,
      do: 'escalate',
      who: 'head_of_support',
    });
    const facts = { amount: 900, amount_currency: 'EUR', flags: [], confidence: 0.9 };
    expect(refund?.rules.map((rule) => rule.holds(facts))).toEqual([true, false]);
    expect(refund?.rules[0]?.holds({ ...facts, amount: 500 })).toBe(false);
  });

  it('lets a condition throw when what it asks for is not there', () => {
    expect(() => charter.taskTypes.refund?.rules[0]?.holds({ flags: [] })).toThrow();
  });

  it('lets a probe change without changing the tool, so that what was proposed stays good', () => {
    const other = parseCharter(good.replace('id: D-100', 'id: D-101'), 'c.yml');
    expect(other.tools['crm.update_deal']?.probe).toEqual({ id: 'D-101' });
    expect(other.tools['crm.update_deal']?.hash).toBe(charter.tools['crm.update_deal']?.hash);
  });

  it('gives each version of the file and of each tool its own hash', () => {
    const other = parseCharter(good.replace('stage: $stage', 'stage: $stage, note: moved'), 'c.yml');
    expect(other.hash).not.toBe(charter.hash);
    expect(other.tools['crm.update_deal']?.hash).not.toBe(charter.tools['crm.update_deal']?.hash);
    expect(other.tools['mail.send']?.hash).toBe(charter.tools['mail.send']?.hash);
  });
});

describe('a charter with a mistake is refused with its line', () => {
  it.each([
    [
      'a misspelt key',
      'undo_within: 30m',
      'undo_withn: 30m',
      'There is no key “undo_withn” here. Did you mean “undo_within”?',
    ],
    [
      'an unknown role',
      'owner: security\n',
      'owner: securty\n',
      'There is no role “securty”. Did you mean “security”?',
    ],
    [
      'an unknown ladder',
      'ladder: urgent',
      'ladder: argent',
      'There is no ladder “argent”. Did you mean “urgent”?',
    ],
    [
      'an unknown tool',
      'tools: [contract.update]',
      'tools: [contract.updat]',
      'There is no tool “contract.updat”. Did you mean “contract.update”?',
    ],
    [
      'a plan beyond the tools',
      'tools: [payments.refund]',
      'tools: [mail.send]',
      '“payments.refund” is not in this task type’s tools.',
    ],
    [
      'an undeclared argument',
      'body: { stage: $stage }',
      'body: { stage: $stag }',
      'There is no argument “stag”. Did you mean “stage”?',
    ],
    ['an unknown source', '$fields.stage', '$fields.stadium', 'There is no source “fields.stadium”.'],
    [
      'an exception that nobody looks at',
      'level: 4\n    channel',
      'level: 1\n    channel',
      'An exception from a rule is a person’s to decide: level 2 or more.',
    ],
    [
      'trust in a field that is none',
      'level: 4\n    channel',
      'level: 4\n    trust_extracted: [stage]\n    channel',
      'There is no field “stage”.',
    ],
    ['a level that is none', 'level: 4\n    channel', 'level: 5\n    channel', 'A level is 1, 2, 3 or 4.'],
    [
      'a duration that is none',
      'decide_within: 30m',
      'decide_within: soon',
      '“soon” is not a duration, such as 30m, 4h or 2d.',
    ],
    ['a rung that is none', 'at: 5m', 'at: half past', '“half past” is not a time on the ladder'],
    [
      'a ladder that goes back',
      'at: 5m',
      'at: sla + 5m',
      'This rung comes before the one above it in “security_incident”.',
    ],
    [
      'a time zone that is none',
      'Europe/Berlin',
      'Europe/Berlyn',
      'This is not a time zone, such as Europe/Berlin.',
    ],
    ['a probe of nothing', 'probe: { id: D-100 }', 'probe: { nr: D-100 }', 'There is no argument “nr”.'],
    ['half a probe', 'probe: { id: D-100 }', 'probe: {}', 'The argument “id” is missing.'],
    ['a probe that does not fit', 'probe: { id: D-100 }', 'probe: { id: 100 }', 'This must be a text.'],
    [
      'a probe without a read',
      'arguments: { to: string, body: text }',
      'arguments: { to: string, body: text }\n    probe: { to: Ana }',
      'A probe is for a read, and this tool has none.',
    ],
    ['a misspelt variable', 'when: amount > 500.0', 'when: amout > 500.0', 'Unknown variable: amout.'],
    [
      'a condition of the wrong type',
      'when: amount > 500.0',
      'when: amount + 1.0',
      'This is a double, but a condition must be true or false.',
    ],
    ['a condition that does not parse', 'when: amount > 500.0', 'when: amount >', 'Unexpected token: EOF.'],
    [
      'a role without people',
      'head_of_support: { users: [U0MEG] }',
      'head_of_support: { users: [] }',
      'Nobody is in this role: give it a usergroup or users.',
    ],
    [
      'managers in a circle',
      'head_of_support: { users: [U0MEG] }',
      'head_of_support: { users: [U0MEG], manager: support }',
      'The managers lead in a circle.',
    ],
    [
      'a reversible tool that cannot be put back',
      'prior_values: [stage]',
      'prior_values: []',
      'A reversible tool needs a read and prior_values, so that it can be put back.',
    ],
    [
      'nobody to approve',
      'approvers: { role: finance, quorum: 1 }',
      'approvers: { quorum: 1 }',
      'Nobody may approve this: name a role.',
    ],
    [
      'a task type that nobody has',
      'may_submit: [crm_update, contract_exception',
      'may_submit: [crm_updat, contract_exception',
      'There is no task type “crm_updat”. Did you mean “crm_update”?',
    ],
  ])('%s', (_what, from, to, sentence) => {
    const text = broken(from, to);
    const problems = problemsOf(text);
    expect(problems.join('\n')).toContain(sentence);
    expect(problems[0]).toMatch(/^c\.yml:\d+:\d+: \S/);
  });

  it.each([
    [
      'a role that only JavaScript knows',
      'owner: security\n',
      'owner: constructor\n',
      ':184:5: task_types.security_incident.owner: There is no role “constructor”.',
    ],
    [
      'a ladder that only JavaScript knows',
      'ladder: urgent',
      'ladder: valueOf',
      ':186:5: task_types.security_incident.ladder: There is no ladder “valueOf”.',
    ],
    [
      'a planned tool that only JavaScript knows',
      '{ tool: mail.send, arguments: { to: $client, body: $draft } }',
      '{ tool: constructor }',
      ':128:11: task_types.customer_reply.plan.1.tool: There is no tool “constructor”.',
    ],
    [
      'a read that changes something',
      'read: { method: GET, path: "/crm/deals/{id}"',
      'read: { method: DELETE, path: "/crm/deals/{id}"',
      ':57:13: tools.crm.update_deal.read.method: A read is a GET, because it happens before anybody approves.',
    ],
    [
      'a second name in a path',
      'path: "/crm/deals/{id}" }',
      'path: "/crm/deals/{id,x}" }',
      ':57:26: tools.crm.update_deal.read.path: There is no argument “x”.',
    ],
    [
      'a connector that does not exist',
      'describes: Send the reply to the customer\n    connector: http',
      'describes: Send the reply to the customer\n    connector: htp',
      ':65:5: tools.mail.send.connector: A connector is one of: http',
    ],
    [
      'a path that the connector cannot fill',
      'path: "/crm/deals/{id}" }',
      'path: "/crm/deals/{+id}" }',
      ':57:26: tools.crm.update_deal.read.path: A path may only use {name}, {/name}, {?name} and {&name}.',
    ],
    [
      'a brace that is not closed',
      'path: "/crm/deals/{id}" }',
      'path: "/crm/deals/{id" }',
      ':57:26: tools.crm.update_deal.read.path: A path may only use',
    ],
    [
      'a reversible tool with a fixed value',
      'body: { stage: $stage }',
      'body: { stage: won }',
      ':60:20: tools.crm.update_deal.prior_values.0: “stage” cannot be put back',
    ],
    [
      'an undo with an unknown argument',
      '{ id: $result.id }, within',
      '{ idd: $result.id }, within',
      ':84:56: tools.payments.refund.undo.arguments.idd: There is no argument “idd”. Did you mean “id”?',
    ],
    [
      'an undo without a needed argument',
      'arguments: { id: $result.id }, within',
      'arguments: {}, within',
      ':84:43: tools.payments.refund.undo.arguments: The argument “id” is missing.',
    ],
    [
      'an undo from nowhere',
      '{ id: $result.id }, within',
      '{ id: $reslt.id }, within',
      ':84:56: tools.payments.refund.undo.arguments.id: “$reslt.id” is neither $arguments.name nor $result.name.',
    ],
    [
      'a tool that undoes itself',
      'undo: { tool: payments.cancel_refund',
      'undo: { tool: payments.refund',
      ':84:13: tools.payments.refund.undo.tool: A tool cannot undo itself.',
    ],
    [
      'a plan without a needed argument',
      '{ id: $fields.deal_id, stage: $fields.stage }',
      '{ id: $fields.deal_id }',
      ':144:34: task_types.crm_update.plan.0.arguments: The argument “stage” is missing.',
    ],
    [
      'a planned value that does not fit',
      'status: replied',
      'status: replyed',
      ':127:63: task_types.customer_reply.plan.0.arguments.status: This must be one of: open, waiting, replied, closed.',
    ],
    [
      'an alias that another task type has',
      '[respond_to_client_inquiry]',
      '[refund]',
      ':113:15: task_types.customer_reply.aliases.0: “refund” already leads to a task type.',
    ],
    [
      'a quorum that can never be met',
      '{ role: head_of_support, quorum: 1 }',
      '{ role: head_of_support, quorum: 3 }',
      ':171:41: task_types.contract_exception.approvers.quorum: Only 1 may approve this, so 3 never can.',
    ],
    [
      'an approver in a list',
      'roles: [sales, head_of_support]',
      'roles: [sales, head_of_suport]',
      ':137:33: task_types.crm_update.approvers.roles.1: There is no role “head_of_suport”.',
    ],
    [
      'a field that hides a fact',
      'amount: money }\n    approvers',
      'amount: money, confidence: number }\n    approvers',
      ':151:48: task_types.refund.fields.confidence: Rules already know another “confidence”: choose another name.',
    ],
    [
      'a field that hides a currency',
      'amount: money }\n    approvers',
      'amount: money, amount_currency: boolean }\n    approvers',
      ':151:48: task_types.refund.fields.amount_currency: Rules already know',
    ],
    [
      'a field that no rule can name',
      'amount: money }\n    approvers',
      'amount: money, order-id: string }\n    approvers',
      ':151:48: task_types.refund.fields.order-id: A field has letters, digits and “_” only',
    ],
    [
      'no time to decide',
      'decide_within: 30m',
      'decide_within: 0s',
      ':185:12: task_types.security_incident.sla.decide_within: This must be longer than nothing.',
    ],
    [
      'an end before the time to decide',
      'expire_after: 14d',
      'expire_after: 1m',
      ':123:31: task_types.customer_reply.sla.expire_after: This ends before the time to decide does.',
    ],
    [
      'a confidence upside down',
      'undo_within: 30m',
      'confidence: { approve: 0.3, take_over: 0.9 }',
      ':162:33: task_types.refund.confidence.take_over: This cannot be higher than “approve”.',
    ],
    [
      'a misspelt choice',
      'handoff_type: data_entry',
      'handoff_type: data_entri',
      ':132:5: task_types.crm_update.handoff_type: This must be one of: information_lookup,',
    ],
    [
      'a missing key',
      '    describes: Return money to a customer\n',
      '',
      ':145:3: task_types.refund.describes: This is missing.',
    ],
    [
      'a number for a text',
      'describes: Return money to a customer',
      'describes: 5',
      ':146:5: task_types.refund.describes: This must be a string.',
    ],
    [
      'an empty text',
      'describes: Return money to a customer',
      'describes: ""',
      ':146:5: task_types.refund.describes: This cannot be empty.',
    ],
    [
      'nobody in a quorum',
      'role: finance, quorum: 1',
      'role: finance, quorum: 0',
      ':152:33: task_types.refund.approvers.quorum: This must be at least 1.',
    ],
    [
      'an exceptions channel that is none',
      'channel: "#exceptions"',
      'channel: exceptions',
      ':7:15: exceptions.channel: A channel is written as “#name” or by its id.',
    ],
    [
      'an anchor that is not there',
      'mode: act ',
      'mode: *foo ',
      ':5:7: This “*” names an anchor that is not above it.',
    ],
  ])('%s, at its line and column', (_what, from, to, sentence) => {
    const problems = problemsOf(broken(from, to));
    expect(problems.filter((problem) => problem.startsWith(`c.yml${sentence}`))).toHaveLength(1);
  });

  it('refuses anchors that would grow without bound', () => {
    const tens = (name: string) => `[${Array(10).fill(name).join(', ')}]`;
    const text = `a: &a ${tens('x')}\nb: &b ${tens('*a')}\nc: &c ${tens('*b')}\nd: ${tens('*c')}\n`;
    expect(problemsOf(text)).toEqual(['c.yml:1:1: This uses “*” too often: write it out.']);
  });

  it('names the very line', () => {
    const text = broken('ladder: urgent', 'ladder: argent');
    expect(problemsOf(text)).toEqual([
      `c.yml:${lineOf(text, 'ladder: argent')}:5: task_types.security_incident.ladder: There is no ladder “argent”. Did you mean “urgent”?`,
    ]);
  });

  it('names every mistake at once', () => {
    const text = broken('undo_within: 30m', 'undo_withn: 30m').replace(
      'decide_within: 30m',
      'decide_within: soon',
    );
    expect(problemsOf(text)).toHaveLength(2);
  });

  it('refuses a key that stands twice, and text that is no YAML', () => {
    expect(problemsOf(`${good}\nmode: act\n`)[0]).toMatch(/^c\.yml:\d+:1: Map keys must be unique/);
    expect(problemsOf('a: [1')[0]).toMatch(/^c\.yml:1:\d+: /);
  });

  it('refuses a file that is not there with one sentence', async () => {
    await expect(loadCharter('no-such.yml', new Date())).rejects.toThrow(
      'no-such.yml:1:1: The charter cannot be read: set CHARTER to a file that exists.',
    );
  });
});

describe('npm run charter -- check', () => {
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    return { code: await charterCommand(args, (line) => lines.push(line)), lines };
  };

  it('says in sentences what the charter allows', async () => {
    const { code, lines } = await run('check');
    expect(code).toBe(0);
    expect(lines.slice(0, 4)).toEqual([
      'charter.yml is fine: 5 task types, 6 tools, 6 roles.',
      'Approved work is carried out.',
      'Without a person: nothing.',
      '  customer_reply (level 2): 1 of reviewers approves it in #support',
    ]);
  });

  it('counts what is to mend', async () => {
    const { code, lines } = await run('check', 'no-such.yml');
    expect({ code, last: lines.at(-1) }).toEqual({ code: 1, last: '1 to mend; nothing was changed.' });
  });
});
