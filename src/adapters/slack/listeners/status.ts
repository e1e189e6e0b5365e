import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { z } from 'zod';
import { handoffId } from '../../../domain/ids.js';
import { actingAs } from '../../../domain/people/delegation.js';
import { isMember } from '../../../domain/people/membership.js';
import type { AgingFilter } from '../../../ports/store.js';
import { actionIds } from '../action-ids.js';
import { callBlocks } from '../blocks/card/calls.js';
import { type Block, section } from '../blocks/kit/kit.js';
import { agingBlocks } from '../blocks/lists/aging.js';
import { showBlocks } from '../blocks/lists/lists.js';
import { contextOf, type Desk } from '../desk.js';
import { escaped } from '../text/foreign.js';

/** An answer is a message, so it keeps a message's limits. */
const linesOnPage = 12;

/** `/handoff status …`: mine, team, exceptions, a kind of work, a person, or one handoff. */
export const status = async (
  desk: Desk,
  question: string,
  { who, cursor }: { readonly who: string; readonly cursor?: string },
): Promise<Block[]> => {
  if (question.startsWith('h_')) return show(desk, question);
  const filter = filterOf(desk, question, who);
  if (!filter)
    return [
      section(
        `I know no kind of work and nobody called “${escaped(question)}”. Try \`/handoff status mine\`, \`team\`, \`exceptions\`, a kind of work, or a person.`,
      ),
    ];
  const page = await desk.store.aging({ ...filter, limit: linesOnPage, ...(cursor ? { cursor } : {}) });
  return agingBlocks({ page, question, charter: desk.charters.current(), now: desk.clock.now() });
};

export const show = async (desk: Desk, id: string): Promise<Block[]> => {
  const handoff = await desk.store.handoff(handoffId(id));
  if (!handoff) return [section(notFound(id))];
  const shown = showBlocks(handoff, await desk.store.events(handoff.id), {
    charter: desk.charters.current(),
    now: desk.clock.now(),
  });
  return [...shown, ...callBlocks(await desk.store.calls(handoff.id))];
};

export const notFound = (id: string): string =>
  `I cannot find a handoff “${escaped(id)}”. Its id looks like \`h_…\` and stands in \`/handoff status\`.`;

/** The next page replaces the one before; only the person who asked sees either. */
export const listenToPages = (app: App, desk: Desk): void => {
  app.action<BlockAction<ButtonAction>>(actionIds.nextPage, async ({ ack, action, body, respond }) => {
    await ack();
    const { question, cursor } = asked.parse(JSON.parse(action.value ?? '{}'));
    const blocks = await status(desk, question, { who: body.user.id, cursor });
    await respond({ response_type: 'ephemeral', replace_original: true, text: 'Countersign', blocks });
  });
};

const asked = z.object({ question: z.string(), cursor: z.string() });

const filterOf = (desk: Desk, question: string, who: string): Omit<AgingFilter, 'limit'> | null => {
  if (question === '') return {};
  if (question === 'mine') return { person: who };
  if (question === 'team') return { ownerRoles: rolesOf(desk, who) };
  if (question === 'exceptions') return { isException: true };
  if (Object.hasOwn(desk.charters.current().taskTypes, question)) return { taskType: question };
  const person = personNamed(desk, question);
  return person ? { person } : null;
};

/** The teams that somebody belongs to, and those that they manage. */
export const rolesOf = (desk: Desk, who: string): string[] => {
  const context = contextOf(desk, who);
  const { roles } = context.charter;
  const acting = context.actor.kind === 'person' ? actingAs(context.actor.id, context) : [];
  const isIn = (role: string): boolean => acting.some((whose) => isMember(whose, role, context));
  return Object.values(roles)
    .filter(({ name, manager }) => isIn(name) || (manager !== undefined && isIn(manager)))
    .map(({ name }) => name);
};

/** `<@U0ANA|ana>` as Slack sends it, or a name as somebody types it. */
const personNamed = (desk: Desk, text: string): string | null => {
  const id = /^<@(?<id>[UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(text)?.groups?.id;
  if (id) return id;
  const name = text.replace(/^@/, '').toLowerCase();
  const found = Object.values(desk.people.directory().people).filter(
    (person) => person.name.toLowerCase() === name,
  );
  return found.length === 1 ? (found[0]?.id ?? null) : null;
};
