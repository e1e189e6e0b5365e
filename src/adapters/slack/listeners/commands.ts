import type { App } from '@slack/bolt';
import type { Block } from '../blocks/kit/kit.js';
import { section } from '../blocks/kit/kit.js';
import { helpBlocks } from '../blocks/lists/lists.js';
import { delegateModal } from '../blocks/windows/delegate-modal.js';
import type { Desk } from '../press-context.js';
import { answerDelegationEnd } from './delegation.js';
import { answerDoctor, mayAskDoctor } from './doctor.js';
import { switchOver } from './pausing.js';
import { undoWindow } from './rollback.js';
import { show, status } from './status.js';

/** `/handoff …`: answered only to the person who asked. */
export function listenToCommands(app: App, desk: Desk): void {
  // People, and their phones, begin a word with a capital.
  app.command(/^\/handoff$/i, async ({ ack, command, client, respond }) => {
    const [first = '', ...words] = command.text.trim().split(/\s+/);
    const verb = first.toLowerCase();
    const argument = words[0] ?? '';
    if (verb === 'delegate' && argument !== 'off') {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: delegateModal(desk.clock.now()) });
      return;
    }
    if (verb === 'doctor') {
      const refused = mayAskDoctor(desk, command.user_id);
      await ack({ response_type: 'ephemeral', text: refused ?? 'I am looking; the answer follows here.' });
      if (refused === null) await answerDoctor(desk, { who: command.user_id, respond });
      return;
    }
    if (verb === 'rollback') {
      const asked = { who: command.user_id, id: argument, channel: command.channel_id };
      const window = await undoWindow(desk, asked);
      await ack(typeof window === 'string' ? { response_type: 'ephemeral', text: window } : undefined);
      if (typeof window !== 'string')
        await client.views.open({ trigger_id: command.trigger_id, view: window });
      return;
    }
    const answer = answers.get(verb) ?? help;
    const blocks = await answer(desk, { words, argument, who: command.user_id });
    // The answer travels in the acknowledgement: it comes from the local database and costs no call.
    await ack({ response_type: 'ephemeral', text: 'Countersign', blocks });
  });
}

interface Asked {
  readonly words: readonly string[];
  /** The first of the words, or nothing. */
  readonly argument: string;
  readonly who: string;
}
type Answerer = (desk: Desk, asked: Asked) => Promise<Block[]>;

const help: Answerer = () => Promise.resolve(helpBlocks());

const delegate: Answerer = async (desk, { who }) => [section(await answerDelegationEnd(desk, who))];

const pause: Answerer = async (desk, { words, who }) => [
  section(await switchOver(desk, { words, who, isPaused: true })),
];
const resume: Answerer = async (desk, { words, who }) => [
  section(await switchOver(desk, { words, who, isPaused: false })),
];

const answers: ReadonlyMap<string, Answerer> = new Map(
  Object.entries({
    status: (desk, { argument, who }) => status(desk, argument, { who }),
    show: (desk, { argument, who }) => show(desk, argument, who),
    delegate,
    pause,
    resume,
    help,
  }),
);
