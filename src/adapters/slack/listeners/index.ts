import type { App } from '@slack/bolt';
import type { Desk } from '../press-context.js';
import { listenToActions } from './actions.js';
import { listenToCommands } from './commands.js';
import { listenToDelegation } from './delegation.js';
import { listenToEvents } from './events.js';
import { listenToPages } from './status.js';
import { listenToViews } from './views.js';

/** Everything that the app listens to in Slack. */
export function listen(app: App, desk: Desk): void {
  listenToActions(app, desk);
  listenToViews(app, desk);
  listenToCommands(app, desk);
  listenToEvents(app, desk);
  listenToPages(app, desk);
  listenToDelegation(app, desk);
}
