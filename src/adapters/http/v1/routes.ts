import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Command } from '../../../domain/command.js';
import { type Handoff, states } from '../../../domain/handoff/handoff.js';
import { agent, handoffId } from '../../../domain/ids.js';
import type { Json } from '../../../domain/json.js';
import type { Charters } from '../../../ports/charters.js';
import type { Dispatch } from '../../../ports/dispatch.js';
import type { ArrivalKey, Intake } from '../../../ports/intake.js';
import type { Queries } from '../../../ports/queries.js';
import type { ListFilter, Store } from '../../../ports/store.js';
import { cancelBody, informationBody, readBody, readSubmission, rollbackBody } from '../body.js';
import { onlyBy, problem } from '../problem.js';
import { agentOf } from './agents.js';
import { eventJson, handoffJson } from './handoff-json.js';
import { refusalProblem } from './refusal-problem.js';
import { toArrival } from './to-arrival.js';
import type { Waits } from './wait.js';

export interface RouteDeps {
  readonly dispatch: Dispatch;
  readonly intake: Intake;
  readonly queries: Queries;
  readonly store: Store;
  readonly charters: Charters;
  readonly secret: (name: string) => string | undefined;
  readonly waits: Waits;
}

/** The door for agents, under `/v1`. */
export function createRoutes(deps: RouteDeps): Router {
  const router = Router();
  router.post('/handoffs', (request, response) => submit(request, response, deps));
  router.get('/handoffs', async (request, response) => {
    const by = agentOf(request, deps.charters.current(), deps.secret);
    const { handoffs, cursor } = await deps.store.list({ ...listFilter(request), agent: by });
    response.json({ handoffs: handoffs.map(handoffJson), cursor });
  });
  router.get('/handoffs/:id', async (request, response) => {
    response.json(handoffJson(await own(request, deps)));
  });
  router.get('/handoffs/:id/events', async (request, response) => {
    const { id } = await own(request, deps);
    response.json({ events: (await deps.store.events(id)).map(eventJson) });
  });
  router.get('/handoffs/:id/wait', async (request, response) => {
    const handoff = await own(request, deps);
    response.json(handoffJson(await deps.waits.waitFor(handoff, request, response)));
  });
  for (const [name, toCommand] of Object.entries(commands))
    router.post(`/handoffs/:id/${name}`, async (request, response) => {
      const {
        id,
        origin: { agent: by },
      } = await own(request, deps);
      const answer = await deps.dispatch({
        handoffId: id,
        command: toCommand(request.body),
        actor: agent(by),
      });
      if (answer.kind === 'refused') throw refusalProblem(answer.refusal);
      if (answer.kind !== 'changed') throw problem(500, 'The command led to nothing.');
      response.json(handoffJson(answer.handoff));
    });
  refuseOtherMethods(router);
  return router;
}

/** What an agent may ask for besides; each by the last word of its address. */
const commands: Readonly<Record<string, (body: unknown) => Command>> = {
  cancel: (body) => ({ type: 'cancel', ...readBody(cancelBody, body) }),
  rollback: (body) => ({ type: 'roll_back', ...readBody(rollbackBody, body) }),
  information: (body) => {
    const { fields, answer } = readBody(informationBody, body);
    return { type: 'supply_information', fields, answer: answer ?? null };
  },
};

/** Whatever no route above has taken at its address. */
function refuseOtherMethods(router: Router): void {
  router.all('/handoffs', onlyBy('GET', 'HEAD', 'POST'));
  router.all(['/handoffs/:id', '/handoffs/:id/events', '/handoffs/:id/wait'], onlyBy('GET', 'HEAD'));
  router.all(
    Object.keys(commands).map((name) => `/handoffs/:id/${name}`),
    onlyBy('POST'),
  );
}

async function submit(request: Request, response: Response, { intake, ...deps }: RouteDeps): Promise<void> {
  const by = agentOf(request, deps.charters.current(), deps.secret);
  const arrival = toArrival(readSubmission(request.body));
  const answer = await intake.accept({ ...arrival, agent: by, key: keyOf(request) });
  if (answer.kind === 'key_reused')
    throw problem(409, 'This Idempotency-Key was used before with another body. Use a new key for new work.');
  if (answer.kind === 'refused') throw refusalProblem(answer.refusal);
  const location = `/v1/handoffs/${answer.handoff.id}`;
  response
    .status(answer.kind === 'repeated' ? 200 : 201)
    .location(location)
    .json(handoffJson(answer.handoff));
}

function keyOf(request: Request): ArrivalKey | null {
  const name = request.header('idempotency-key');
  if (name !== undefined && !/^[\x21-\x7e]{1,255}$/.test(name))
    throw problem(400, 'An Idempotency-Key has 1 to 255 visible characters.');
  return name === undefined ? null : { name, body: request.body as Json };
}

/** An agent sees its own handoffs; of others it does not learn even that they exist. */
async function own(request: Request, deps: RouteDeps): Promise<Handoff> {
  const by = agentOf(request, deps.charters.current(), deps.secret);
  const found = await deps.queries.handoff(agent(by), handoffId(String(request.params.id)));
  if ('code' in found) throw problem(404, 'There is no such handoff.');
  return found;
}

const listQuery = z.strictObject({
  state: z.enum(states).optional(),
  task_type: z.string().optional(),
  owner: z.string().optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

function listFilter(request: Request): ListFilter {
  const { state, task_type, owner, cursor, limit } = readBody(listQuery, request.query);
  return {
    limit,
    ...(state ? { states: [state] } : {}),
    ...(task_type ? { taskType: task_type } : {}),
    ...(owner ? { ownerRole: owner } : {}),
    ...(cursor ? { cursor } : {}),
  };
}
