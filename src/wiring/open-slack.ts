import { createWebClient, type SlackSettings } from '../adapters/slack/client.js';
import { createSlackPort, type SlackPortDeps } from '../adapters/slack/slack-port.js';
import { createToolMessages } from '../adapters/slack/tool-messages.js';
import type { Messages } from '../ports/messages.js';
import type { Slack } from '../ports/slack.js';

export interface OpenSlack {
  readonly client: SlackPortDeps['client'];
  readonly port: Slack;
  /** What tools post, in the name of the same app. */
  readonly messages: Messages;
}

/** Calls nobody yet: Slack is asked when the first message goes out. */
export function openSlack(settings: SlackSettings, deps: Omit<SlackPortDeps, 'client'>): OpenSlack {
  const client = createWebClient(settings);
  const port = createSlackPort({ client, ...deps });
  return { client, port, messages: createToolMessages(client, port) };
}
