/** What Slack sends when somebody presses a button, as small as the product's own cards make it. */
export function clickBody(value: string, actionId: string, user = 'U0BEN'): string {
  const payload = {
    type: 'block_actions',
    team: { id: 'T0DEMO', domain: 'northwind-demo' },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user, username: 'ben', name: 'ben', team_id: 'T0DEMO' },
    api_app_id: 'A0DEMO',
    token: 'legacy',
    trigger_id: '1.2.3',
    container: { type: 'message', message_ts: '1.1', channel_id: 'C0SUPPORT', is_ephemeral: false },
    channel: { id: 'C0SUPPORT', name: 'support' },
    message: { type: 'message', ts: '1.1', text: 'Customer reply', user: 'U0BOT', blocks: [] },
    state: { values: {} },
    response_url: 'http://127.0.0.1:9/never',
    actions: [{ type: 'button', action_id: actionId, block_id: 'decide', value, action_ts: '1.1' }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

export const signingSecret = 'bench-signing-secret';
