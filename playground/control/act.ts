import { z } from 'zod';
import type { Workspace } from '../workspace/workspace.js';
import { readAs, WrongInput } from './body.js';

const text = z.string('must be a text');
const given = z.union([z.string(), z.array(z.string())], 'must be a text or a list of texts');
const wish = z.discriminatedUnion(
  'do',
  [
    z.object({
      as: text,
      do: z.literal('click'),
      channel: text,
      ts: text,
      action: text,
      value: given.optional(),
    }),
    z.object({ as: text, do: z.literal('click_in_view'), action: text, value: given.optional() }),
    z.object({ as: text, do: z.literal('submit'), values: z.record(z.string(), given) }),
    z.object({ as: text, do: z.literal('close') }),
    z.object({ as: text, do: z.literal('home') }),
    z.object({ as: text, do: z.literal('command'), text, channel: text }),
    z.object({
      as: text,
      do: z.literal('message'),
      text: text.min(1, 'must not be empty'),
      channel: text,
      threadTs: text.optional(),
    }),
    z.object({ as: text, do: z.literal('shortcut'), callbackId: text, ts: text.optional() }),
  ],
  'must be click, click_in_view, submit, close, home, command, message or shortcut',
);
type Wish = z.output<typeof wish>;
type Wished<Do extends Wish['do']> = Extract<Wish, { readonly do: Do }>;

interface Done {
  /** Errors that belong under inputs. */
  readonly errors?: Readonly<Record<string, string>>;
  /** One sentence when nothing came back. */
  readonly note?: string;
}

/** Something a person does on the page. */
export async function act(workspace: Workspace, body: unknown): Promise<Done> {
  const wanted = readAs(wish, body);
  if (!workspace.state.users.has(wanted.as)) throw new WrongInput('“as” must be a person of this workspace.');
  const person = workspace.as(wanted.as);
  switch (wanted.do) {
    case 'click':
      return click(workspace, wanted);
    case 'click_in_view':
      return heard(await person.clickInView(wanted.action, wanted.value));
    case 'submit':
      return { errors: await person.submit(wanted.values) };
    case 'close':
      if (person.modal()) await person.close();
      return {};
    case 'home':
      await person.openHome();
      return {};
    case 'command':
      return command(workspace, wanted);
    case 'message':
      return say(workspace, wanted);
    case 'shortcut':
      return shortcut(workspace, wanted);
  }
}

const gone: Done = { note: 'That message is gone.' };
function heard(acknowledged: unknown): Done {
  return acknowledged ? {} : { note: 'The app did not answer in time.' };
}

async function click(workspace: Workspace, wanted: Wished<'click'>): Promise<Done> {
  const message = workspace.state.messages.find(
    (one) => one.channel === wanted.channel && one.ts === wanted.ts,
  );
  if (!message) return gone;
  return heard(await workspace.as(wanted.as).click(message, wanted.action, wanted.value));
}

async function say({ state, as }: Workspace, wanted: Wished<'message'>): Promise<Done> {
  const channel = state.channels.get(wanted.channel);
  if (!channel) throw new WrongInput('“channel” must be the id of a channel of this workspace.');
  if (channel.isArchived) return { note: 'This channel is archived, so nobody can write here.' };
  const { threadTs } = wanted;
  if (threadTs && !state.messages.some((one) => one.channel === channel.id && one.ts === threadTs))
    return gone;
  await as(wanted.as).say(wanted.text, { channel: channel.id, ...(threadTs ? { threadTs } : {}) });
  return {};
}

async function shortcut({ state, as }: Workspace, wanted: Wished<'shortcut'>): Promise<Done> {
  const person = as(wanted.as);
  if (wanted.ts === undefined) return heard(await person.shortcut(wanted.callbackId));
  const message = state.messages.find(({ ts }) => ts === wanted.ts);
  return message ? heard(await person.shortcut(wanted.callbackId, message)) : gone;
}

async function command(workspace: Workspace, wanted: Wished<'command'>): Promise<Done> {
  const [name = '', ...rest] = wanted.text.trim().split(/\s+/);
  const answer = await workspace.as(wanted.as).command(name, rest.join(' '), wanted.channel);
  if (!answer) return heard(answer);
  const { text: words = '', blocks = [] } = (answer.body ?? {}) as { text?: string; blocks?: [] };
  const { state } = workspace;
  state.messages.push({
    channel: wanted.channel,
    ts: state.nextTs(),
    text: words,
    blocks,
    metadata: null,
    threadTs: null,
    user: 'U0BOT',
    onlyFor: wanted.as,
    isEdited: false,
  });
  state.changed();
  return {};
}
