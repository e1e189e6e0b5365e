import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { z } from 'zod';
import { handoffId, type PersonId, person, personId } from '../../../domain/ids.js';
import { type Refusal, sentence } from '../../../domain/refusal.js';
import type { AgingPart } from '../../../ports/queries.js';
import { actionIds } from '../action-ids.js';
import { callBlocks } from '../blocks/card/calls.js';
import { pausedBlocks } from '../blocks/kit/bounds.js';
import { type Block, section } from '../blocks/kit/kit.js';
import { agingBlocks } from '../blocks/lists/aging.js';
import { showBlocks } from '../blocks/lists/lists.js';
import { asker, type Desk } from '../press-context.js';
import { escaped } from '../text/foreign.js';

/** An answer is a message, so it keeps a message's limits. */
const linesOnPage = 12;

/** `/handoff status …`: mine, team, exceptions, a kind of work, a person, or one handoff. */
export async function status(
  desk: Desk,
  question: string,
  { who, cursor }: { readonly who: string; readonly cursor?: string },
): Promise<Block[]> {
  if (question.startsWith('h_')) return show(desk, question, who);
  const of = partOf(desk, question);
  if (!of)
    return [
      section(
        `I know no kind of work and nobody called “${escaped(question)}”. Try \`/handoff status mine\`, \`team\`, \`exceptions\`, a kind of work, or a person.`,
      ),
    ];
  const asked = { of, limit: linesOnPage, ...(cursor ? { cursor } : {}) };
  const page = await desk.queries.aging(await asker(desk, who), asked);
  if ('code' in page) return [section(sentence(page))];
  const charter = desk.charters.current();
  return [
    ...pausedBlocks(page.paused, charter),
    ...agingBlocks({ page, question, charter, now: desk.clock.now() }),
  ];
}

export async function show(desk: Desk, id: string, who: string): Promise<Block[]> {
  const found = await desk.queries.history(person(await asker(desk, who)), handoffId(id));
  if ('code' in found) return [section(nothingSeen(found))];
  const now = { charter: desk.charters.current(), now: desk.clock.now() };
  return [...showBlocks(found.handoff, found.events, now), ...callBlocks(found.calls)];
}

/** The same for what is not there: whoever mistyped an id is helped, and whoever guesses learns nothing. */
export function nothingSeen(refused: Refusal): string {
  return refused.code === 'nothing_to_see'
    ? `${sentence(refused)} An id looks like \`h_…\` and stands in \`/handoff status\`.`
    : sentence(refused);
}

/** The next page replaces the one before; only the person who asked sees either. */
export function listenToPages(app: App, desk: Desk): void {
  app.action<BlockAction<ButtonAction>>(actionIds.nextPage, async ({ ack, action, body, respond }) => {
    await ack();
    const { question, cursor } = asked.parse(JSON.parse(action.value ?? '{}'));
    const blocks = await status(desk, question, { who: body.user.id, cursor });
    await respond({ response_type: 'ephemeral', replace_original: true, text: 'Countersign', blocks });
  });
}

const asked = z.object({ question: z.string(), cursor: z.string() });

function partOf(desk: Desk, question: string): AgingPart | null {
  if (question === '') return { kind: 'everything' };
  if (question === 'mine' || question === 'team' || question === 'exceptions') return { kind: question };
  if (Object.hasOwn(desk.charters.current().taskTypes, question))
    return { kind: 'task_type', name: question };
  const id = personNamed(desk, question);
  return id ? { kind: 'person', id } : null;
}

/** `<@U0ANA|ana>` as Slack sends it, or a name as somebody types it. */
function personNamed(desk: Desk, text: string): PersonId | null {
  const id = /^<@(?<id>[UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(text)?.groups?.id;
  if (id) return personId(id);
  const name = text.replace(/^@/, '').toLowerCase();
  const found = Object.values(desk.people.directory().people).filter(
    (person) => person.name.toLowerCase() === name,
  );
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}
