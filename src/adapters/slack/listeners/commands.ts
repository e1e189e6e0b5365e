import type { App } from '@slack/bolt';
import { openStates } from '../../../domain/handoff.js';
import { handoffId } from '../../../domain/ids.js';
import type { ListFilter } from '../../../ports/store.js';
import { pausedBlocks } from '../blocks/bounds.js';
import { delegateModal } from '../blocks/delegate-modal.js';
import type { Block } from '../blocks/kit.js';
import { section } from '../blocks/kit.js';
import { helpBlocks, showBlocks, statusBlocks } from '../blocks/lists.js';
import type { Desk } from '../desk.js';
import { escaped } from '../text/foreign.js';
import { endDelegation } from './delegation.js';
import { answerDoctor, mayAskDoctor } from './doctor.js';
import { switchOver } from './pausing.js';

const mostListed = 200;

/** `/handoff …`: answered only to the person who asked. */
export const listenToCommands = (app: App, desk: Desk): void => {
  app.command('/handoff', async ({ ack, command, client, respond }) => {
    const [verb = '', ...words] = command.text.trim().split(/\s+/);
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
    const answer = answers[verb] ?? help;
    const blocks = await answer(desk, { words, argument, who: command.user_id });
    // The answer travels in the acknowledgement: it comes from the local database and costs no call.
    await ack({ response_type: 'ephemeral', text: 'Countersign', blocks });
  });
};

interface Asked {
  readonly words: readonly string[];
  /** The first of the words, or nothing. */
  readonly argument: string;
  readonly who: string;
}
type Answerer = (desk: Desk, asked: Asked) => Promise<Block[]>;

const help: Answerer = () => Promise.resolve(helpBlocks());

const status: Answerer = async (desk, { argument, who }) => {
  const filter = filterOf(desk, argument, who);
  if (!filter)
    return [section(`I know no kind of work called “${escaped(argument)}”. Try \`/handoff help\`.`)];
  const { handoffs } = await desk.store.list({ states: openStates, ...filter, limit: mostListed });
  return [
    ...pausedBlocks(await desk.store.paused(), desk.charters.current()),
    ...statusBlocks(handoffs, desk.clock.now()),
  ];
};

const filterOf = (desk: Desk, argument: string, who: string): Omit<ListFilter, 'limit'> | null => {
  if (argument === '') return {};
  if (argument === 'mine') return { person: who };
  if (argument === 'exceptions') return { states: ['exception'] };
  return argument in desk.charters.current().taskTypes ? { taskType: argument } : null;
};

const show: Answerer = async (desk, { argument }) => {
  const handoff = await desk.store.handoff(handoffId(argument));
  if (!handoff)
    return [
      section(
        `I cannot find a handoff “${escaped(argument)}”. Its id looks like \`h_…\` and stands in \`/handoff status\`.`,
      ),
    ];
  return showBlocks(handoff, await desk.store.events(handoff.id), desk.clock.now());
};

const delegate: Answerer = async (desk, { who }) => [section(await endDelegation(desk, who))];

const pause: Answerer = async (desk, { words, who }) => [
  section(await switchOver(desk, { words, who, isPaused: true })),
];
const resume: Answerer = async (desk, { words, who }) => [
  section(await switchOver(desk, { words, who, isPaused: false })),
];

const answers: Readonly<Record<string, Answerer>> = { status, show, delegate, pause, resume, help };
