import { z } from 'zod';
import type { Paging, PagingRoute } from '../../../domain/charter/paging.js';
import { envName, hosts, name } from '../../../tools/written/parts.js';

const address = z
  .string()
  .regex(
    /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+$/,
    'This is not one mail address, such as night@example.com.',
  );

const route = {
  webhook_url_env: envName.optional(),
  secret_env: envName.optional(),
  hosts: hosts.optional(),
  smtp_url_env: envName.optional(),
  from: address.optional(),
  to: address.optional(),
};
type WrittenRoute = z.output<z.ZodObject<typeof route>>;

function isWhole(written: WrittenRoute): boolean {
  const webhook = [written.webhook_url_env, written.secret_env];
  const email = [written.smtp_url_env, written.from, written.to];
  const isOn = (keys: readonly unknown[]): boolean => keys.some((key) => key !== undefined);
  const isHalf = (keys: readonly unknown[]): boolean => isOn(keys) && keys.includes(undefined);
  return (isOn(webhook) || isOn(email)) && !isHalf(webhook) && !isHalf(email);
}
const halfway =
  'A page goes to webhook_url_env with secret_env, or by smtp_url_env with from and to, or both ways: name all of one.';

/** How people are reached outside Slack, and the roles that are reached another way. */
export const paging = z
  .strictObject({
    ...route,
    roles: z.record(name, z.strictObject(route).refine(isWhole, halfway)).default({}),
  })
  .refine(isWhole, halfway);

export function toPaging(written: z.output<typeof paging>): Paging {
  return {
    default: toRoute(written),
    roles: Object.fromEntries(Object.entries(written.roles).map(([role, one]) => [role, toRoute(one)])),
  };
}

function toRoute(written: WrittenRoute): PagingRoute {
  const { webhook_url_env: urlEnv, secret_env: secretEnv, smtp_url_env: smtpUrlEnv, from, to } = written;
  return {
    webhook: urlEnv && secretEnv ? { urlEnv, secretEnv, hosts: written.hosts ?? [] } : null,
    email: smtpUrlEnv && from && to ? { smtpUrlEnv, from, to } : null,
  };
}
