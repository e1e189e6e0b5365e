import type { Finding } from '../../../ports/finding.js';
import { askSlack, troubleWords } from './ask-slack.js';

/** Whether Slack opens a connection of Socket Mode for the app's token. The address that it gives is not used. */
export async function examineSocket(apiUrl: string, token: string): Promise<Finding> {
  const asked = await askSlack('apps.connections.open', { apiUrl, token });
  return 'trouble' in asked
    ? { health: 'bad', about: 'app token', says: words[asked.trouble] ?? troubleWords(asked.trouble) }
    : { health: 'ok', about: 'app token', says: 'opens a connection of Socket Mode' };
}

const again =
  'make one under “Basic Information → App-Level Tokens” with connections:write and copy it to SLACK_APP_TOKEN.';
const words: Readonly<Record<string, string>> = {
  invalid_auth: `Slack does not know it: ${again}`,
  not_authed: `Slack does not know it: ${again}`,
  token_revoked: `it was revoked: ${again}`,
  not_allowed_token_type: `this is a token of another kind: ${again}`,
  missing_scope: `it lacks connections:write: ${again}`,
  socket_mode_disabled: 'Socket Mode is switched off: switch it on in the app’s settings.',
};
