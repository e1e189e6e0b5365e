import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { fillObject, isObject, valueAt } from '../../domain/charter/call-template.js';
import type { Json, JsonObject } from '../../domain/json.js';
import type { Connector, ToolCall } from '../../ports/connector.js';
import { answering, CallFault } from '../call-fault.js';
import { guardedFetch, type Lookup } from '../network.js';
import { problemText } from '../problem-text.js';
import { keptExactly, resultOf } from '../record.js';
import { redactRecord, redactText } from '../redaction.js';
import { addressOf, type Secrets, secretOf } from '../secrets.js';
import { targetOf } from '../target-of.js';
import type { McpCall, McpTarget } from './declaration.js';

export interface McpDeps {
  readonly secrets: Secrets;
  readonly lookup?: Lookup;
}

/** Calls the tools of an MCP server that the charter names, and no others. Each call has its own session. */
export function createMcpConnector(deps: McpDeps): Connector {
  return answering({
    read: async (call) => {
      const target = targetOf<McpTarget>(call.tool, 'mcp');
      if (target.read === null) return null;
      const record = await ask(call, { target, mcp: target.read, isRead: true }, deps);
      if (record === null) throw new CallFault('gone', 'The MCP server has no such record.');
      return keptExactly(call.tool, record, { where: 'the MCP server', secrets: hiddenOf(target, deps) });
    },
    write: async (call) => {
      const target = targetOf<McpTarget>(call.tool, 'mcp');
      const key = target.keyArgument === null ? {} : { [target.keyArgument]: call.key };
      const mcp = { ...target.write, arguments: { ...target.write.arguments, ...key } };
      const record = await ask(call, { target, mcp, isRead: false }, deps);
      const result = redactRecord(resultOf(call.tool, record ?? undefined), hiddenOf(target, deps));
      return { outcome: 'done', result };
    },
  });
}

interface Asked {
  readonly target: McpTarget;
  readonly mcp: McpCall;
  readonly isRead: boolean;
}

async function ask({ tool, arguments: given }: ToolCall, asked: Asked, deps: McpDeps): Promise<Json | null> {
  const { target, mcp } = asked;
  const options = { timeout: tool.timeoutMs };
  const hidden = hiddenOf(target, deps);
  const client = await connected(target, options, deps);
  try {
    await checkTool(client, asked, options);
    const filled = fillObject(mcp.arguments, (name) => valueAt(given, name));
    const answer = await called(client, { name: mcp.tool, arguments: { ...filled } }, options);
    if (answer.isError)
      throw new CallFault(
        saidNoKind(answer, asked),
        redactText(`The MCP server said no: ${wordsOf(answer)}`, hidden),
      );
    return recordIn(answer, target.recordAt);
  } finally {
    await client.close();
  }
}

interface Patience {
  readonly timeout: number;
}

/** Nothing is asked before a session stands, so nothing has happened when there is none. */
async function connected(target: McpTarget, options: Patience, deps: McpDeps): Promise<Client> {
  const { Client: McpClient } = await import('@modelcontextprotocol/sdk/client/index.js');
  const client = new McpClient({ name: 'countersign', version: '1' });
  const transport = await transportTo(target, deps);
  try {
    await client.connect(transport, options);
    return client;
  } catch (fault) {
    await client.close();
    if (fault instanceof CallFault) throw fault;
    throw new CallFault('busy', 'The MCP server could not be reached.');
  }
}

async function transportTo(target: McpTarget, { secrets, lookup }: McpDeps): Promise<Transport> {
  const [command, ...args] = target.command ?? [];
  if (command !== undefined) {
    const { StdioClientTransport, getDefaultEnvironment } = await import(
      '@modelcontextprotocol/sdk/client/stdio.js'
    );
    const named = target.environmentEnvs.map((name): [string, string] => [name, secretOf(name, secrets)]);
    const env = { ...getDefaultEnvironment(), ...Object.fromEntries(named) };
    return new StdioClientTransport({ command, args, env, stderr: 'ignore', maxBufferSize: maxBytes });
  }
  const { StreamableHTTPClientTransport } = await import(
    '@modelcontextprotocol/sdk/client/streamableHttp.js'
  );
  const wanted = { schemes: ['http', 'https'], example: 'https://mcp.example.com/mcp' };
  const url = addressOf(target.urlEnv ?? '', secrets, wanted);
  const token = target.credentialsEnv === null ? null : secretOf(target.credentialsEnv, secrets);
  const fetch = await guardedFetch(target.hosts, lookup);
  const transport = new StreamableHTTPClientTransport(url, {
    // The same standard under two type declarations.
    fetch: ((to: string | URL, init: never) => fetch(new URL(to), init)) as never,
    ...(token === null ? {} : { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
  });
  return transport as Transport;
}

const maxBytes = 1024 * 1024;

/** A server that changes its tools must not turn a read into something else. */
async function checkTool(client: Client, { mcp, isRead }: Asked, options: Patience): Promise<void> {
  const tool = await findTool(client, mcp.tool, options);
  if (!tool) throw new CallFault('refused', `The MCP server has no tool “${mcp.tool}”.`);
  if (isRead && (tool.annotations?.readOnlyHint === false || tool.annotations?.destructiveHint === true))
    throw new CallFault('refused', `“${mcp.tool}” says that it changes something, so it cannot be a read.`);
}

const mostPages = 200;

/** Walks the list to its end: a list that does not end says nothing about what is not on it. */
async function findTool(client: Client, wanted: string, options: Patience) {
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await listed(client, cursor, options);
    const found = page.tools.find(({ name }) => name === wanted);
    if (found) return found;
    cursor = page.nextCursor;
    if (cursor !== undefined && (seen.has(cursor) || seen.size >= mostPages))
      throw new CallFault('busy', 'The MCP server did not say all the tools it has.');
    if (cursor !== undefined) seen.add(cursor);
  } while (cursor !== undefined);
  return undefined;
}

async function listed(client: Client, cursor: string | undefined, options: Patience) {
  try {
    return await client.listTools(cursor === undefined ? undefined : { cursor }, options);
  } catch {
    // Listing tools changes nothing, whatever went wrong with it.
    throw new CallFault('busy', 'The MCP server did not say which tools it has.');
  }
}

async function called(
  client: Client,
  call: { readonly name: string; readonly arguments: Record<string, unknown> },
  options: Patience,
): Promise<CallToolResult> {
  try {
    return (await client.callTool(call, undefined, options)) as CallToolResult;
  } catch (fault) {
    const code = typeof fault === 'object' && fault && 'code' in fault ? fault.code : null;
    if (code === -32601 || code === -32602)
      throw new CallFault('refused', 'The MCP server does not take these arguments.');
    throw new CallFault('unknown', 'The MCP server gave no answer in time.');
  }
}

/** A tool that failed may have done a part of it, unless its arguments were turned away before it began. */
function saidNoKind(answer: CallToolResult, { isRead }: Asked): CallFault['kind'] {
  return isRead || /^MCP error -3260[12]\b/.test(wordsOf(answer)) ? 'refused' : 'unknown';
}

function wordsOf({ content }: CallToolResult): string {
  return problemText({ message: content.map((part) => (part.type === 'text' ? part.text : '')).join(' ') });
}

/** Structured content, or else a text that is JSON; null where the record should be and is not. */
function recordIn({ structuredContent, content }: CallToolResult, at: string | null): Json | null {
  const text = content.find((part) => part.type === 'text')?.text ?? '';
  const answer = (structuredContent as JsonObject | undefined) ?? parsed(text);
  return (at === null ? answer : valueAt(answer ?? undefined, at)) ?? null;
}

function parsed(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : null;
  } catch {
    // Words for people, which hold no record.
    return null;
  }
}

function hiddenOf(target: McpTarget, { secrets }: McpDeps): string[] {
  return [
    ...target.environmentEnvs,
    ...(target.credentialsEnv === null ? [] : [target.credentialsEnv]),
  ].flatMap((name) => secrets(name)?.trim() ?? []);
}
