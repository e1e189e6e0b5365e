import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { filledState, initialState } from '../../playground/workspace/blocks/elements.js';
import { createWorkspace } from '../../playground/workspace/workspace.js';

const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value });
const options = [option('a'), option('b')];

describe('what an input holds', () => {
  it.each([
    ['plain_text_input', 'words', { value: 'words' }],
    ['plain_text_input', '', { value: null }],
    ['number_input', '7', { value: '7' }],
    ['static_select', 'b', { selected_option: option('b') }],
    ['multi_static_select', ['a', 'b'], { selected_options: options }],
    ['checkboxes', [], { selected_options: [] }],
    ['radio_buttons', 'a', { selected_option: option('a') }],
    ['users_select', 'U1', { selected_user: 'U1' }],
    ['multi_users_select', ['U1', 'U2'], { selected_users: ['U1', 'U2'] }],
    ['conversations_select', 'C1', { selected_conversation: 'C1' }],
    ['channels_select', 'C1', { selected_channel: 'C1' }],
    ['datepicker', '2030-01-02', { selected_date: '2030-01-02' }],
    ['timepicker', '08:30', { selected_time: '08:30' }],
    ['datetimepicker', '1900000000', { selected_date_time: 1_900_000_000 }],
  ])('is said for %s %j as Slack says it', (type, given, held) => {
    expect(filledState({ type, options }, given)).toEqual({ type, ...held });
  });

  it('starts with what the app put there, and finds choices in groups', () => {
    const grouped = {
      type: 'static_select',
      option_groups: [{ options: [option('a')] }, { options: [option('c')] }],
      initial_option: option('c'),
    };
    expect(initialState(grouped)).toEqual({ type: 'static_select', selected_option: option('c') });
    expect(filledState(grouped, 'a')).toEqual({ type: 'static_select', selected_option: option('a') });
    expect(() => filledState(grouped, 'z')).toThrow('There is no choice “z”; there is: a, c.');
  });
});

describe('closing a modal', () => {
  it('is told to the app that asked for it, and to no other', async () => {
    const told: string[] = [];
    const app = createServer((request, response) => {
      void text(request).then((body) => {
        told.push(JSON.parse(new URLSearchParams(body).get('payload') ?? '{}').type);
        response.end();
      });
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    const workspace = await createWorkspace({ delivery: 'http', burst: null });
    workspace.setRequestUrl(`http://127.0.0.1:${(app.address() as AddressInfo).port}/`);
    const view = { hash: 'h', type: 'modal' as const, blocks: [] };
    workspace.state.modals.set('U0ANA', [
      { ...view, id: 'V1' },
      { ...view, id: 'V2', notify_on_close: true },
    ]);
    await workspace.as('U0ANA').close();
    expect(told).toEqual(['view_closed']);
    await workspace.as('U0ANA').close();
    expect(told).toEqual(['view_closed']);
    expect(workspace.as('U0ANA').modal()).toBeUndefined();
    await workspace.close();
    app.closeAllConnections();
    app.close();
  });
});
