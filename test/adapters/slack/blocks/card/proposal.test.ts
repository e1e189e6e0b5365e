import { wordsOf } from '../../../../../playground/workspace/blocks/elements.js';
import { card } from '../../../../../src/adapters/slack/blocks/card/card.js';
import { editModal } from '../../../../../src/adapters/slack/blocks/windows/edit-modal.js';
import { bot } from '../../../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../../../support/a-charter.js';
import { aStory, aSubmit, theAgent } from '../../../../support/bot/a-story.js';
import { toolOf } from '../../../../support/targets/a-tool.js';

const tool = toolOf(`
hubspot.update_deal:
  describes: Move the deal in HubSpot
  connector: http
  base_url_env: HUBSPOT_URL
  hosts: [127.0.0.1]
  auth: { bearer: HUBSPOT_TOKEN }
  arguments: { id: string, stage: string }
  read: { method: GET, path: "/crm/v3/objects/deals/{id}?properties=dealstage" }
  write: { method: PATCH, path: "/crm/v3/objects/deals/{id}", body: { properties: { dealstage: $stage } } }
  prior_values: [properties.dealstage]
  risk: reversible
`);
const charter = aCharter({
  tools: { [tool.name]: tool },
  taskTypes: { customer_reply: aTaskType({ tools: [tool.name], plan: [] }) },
});
const { submission } = aSubmit();
const waiting = (unread: string | null = null) => {
  const actions = [{ tool: tool.name, arguments: { id: '512', stage: 'closedwon' } }];
  const before = unread === null ? [{ 'properties.dealstage': 'appointmentscheduled' }] : [null];
  return aStory(charter)
    .does(theAgent, aSubmit({ submission: { ...submission, draft: null, actions } }))
    .does(bot, {
      ...{ type: 'triage', packet: null, fields: {}, before, unread: [unread], owner: null, nonce: 'n2' },
    })
    .it();
};

describe('a field that has another name than the argument that fills it', () => {
  it('stands on the card as one line from old to new', () => {
    const words = wordsOf(card(waiting(), charter).blocks).replace(/[\n\u2068\u2069]/g, '');
    expect(words).toContain('stage (properties.dealstage): appointmentscheduled → closedwon');
    expect(words).not.toContain('(stays)');
    expect(JSON.stringify(card(waiting(), charter).blocks)).toContain('"text":"Approve"');
  });

  it('is edited beside what the record holds now', () => {
    const view = editModal({ handoff: waiting(), channel: null }, charter);
    expect(JSON.stringify(view)).toContain('Now: appointmentscheduled');
  });
});

describe('a record that could not be read', () => {
  it('is a warning on the card, with the reason and what will come of it', () => {
    const words = wordsOf(
      card(waiting('“score” at the shop holds a value that cannot be kept exactly.'), charter).blocks,
    );
    expect(words).toContain('What “Move the deal in HubSpot” would change could not be read.');
    expect(words).toContain('“score” at the shop holds a value that cannot be kept exactly.');
    expect(words).toContain('this step is not carried out and the owner of exceptions is told');
  });

  it('that was read is none', () => {
    expect(wordsOf(card(waiting(), charter).blocks)).not.toContain('could not be read');
  });
});
