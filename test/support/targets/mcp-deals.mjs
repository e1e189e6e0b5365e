/** A small MCP server over stdio, or over Streamable HTTP where a port is given. Its deals stand in a file. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';

const [file = '', port] = process.argv.slice(2);
const load = () => JSON.parse(readFileSync(file, 'utf8'));
const slow = () => (load().isSlow ? new Promise(() => {}) : Promise.resolve());
const answer = (deal) => ({
  structuredContent: { deal },
  content: [{ type: 'text', text: JSON.stringify({ deal }) }],
});

const dealsServer = () => {
  const server = new McpServer({ name: 'deals', version: '1' });
  const shown = { deal: z.any() };
  const readOnly = {
    inputSchema: { id: z.string() },
    outputSchema: shown,
    annotations: { readOnlyHint: true },
  };
  server.registerTool('get_deal', readOnly, async ({ id }) => {
    await slow();
    return answer(load().deals[id] ?? null);
  });
  const changed = { id: z.string(), stage: z.enum(['open', 'won']), request_id: z.string() };
  server.registerTool(
    'update_deal',
    { inputSchema: changed, outputSchema: shown, annotations: { readOnlyHint: false } },
    async ({ id, stage, request_id: key }) => {
      await slow();
      const state = load();
      if (!state.done.includes(key)) {
        state.done.push(key);
        state.deals[id].stage = stage;
        writeFileSync(file, JSON.stringify(state));
      }
      return answer(state.deals[id]);
    },
  );
  server.registerTool('fail', { inputSchema: { id: z.string() } }, () => {
    throw new Error(`it broke with ${process.env.DEALS_TOKEN}`);
  });
  if (load().isPaged) inPages(server);
  return server;
};

/** One tool a page, the wanted ones last; `endless` gives the same page again and again. */
const inPages = ({ server }) => {
  const all = server._requestHandlers.get('tools/list');
  server._requestHandlers.set('tools/list', async (request, extra) => {
    const { tools } = await all(request, extra);
    const page = Number(request.params?.cursor ?? 0);
    const last = load().isPaged === 'endless' ? Infinity : tools.length - 1;
    const shown = load().isPaged === 'endless' ? 0 : tools.length - 1 - page;
    return { tools: [tools[shown]], ...(page < last ? { nextCursor: String(page + 1) } : {}) };
  });
};

if (port === undefined) await dealsServer().connect(new StdioServerTransport());
else
  createServer(async (request, response) => {
    if (request.headers.authorization !== 'Bearer mcp-secret-4711') return response.writeHead(401).end();
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
    await dealsServer().connect(transport);
    await transport.handleRequest(request, response);
  }).listen(Number(port), '127.0.0.1', function listening() {
    process.send?.(this.address().port);
  });
