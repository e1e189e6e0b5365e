/** Calls per minute of each tier; posting has its own rule of one message a second and channel. */
const perMinute: Readonly<Record<string, number>> = {
  'chat.update': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'views.open': 100,
  'views.push': 100,
  'views.update': 100,
  'views.publish': 100,
  'users.info': 100,
  'users.list': 20,
  'usergroups.list': 20,
  'usergroups.users.list': 20,
  'conversations.info': 50,
  'conversations.open': 50,
  'conversations.history': 50,
  'conversations.replies': 50,
  'conversations.list': 20,
  'conversations.members': 100,
  'conversations.join': 50,
  'team.info': 50,
  'bots.info': 50,
  'files.getUploadURLExternal': 100,
  'files.completeUploadExternal': 100,
  'apps.connections.open': 50,
};

export interface RateLimits {
  /** Seconds to wait, or null when the call may pass. */
  check(method: string, channel: string): number | null;
}

/** `burst` calls above the rate are forgiven, as Slack forgives short bursts. */
export function createRateLimits(now: () => number, burst: number): RateLimits {
  const windows = new Map<string, number[]>();
  const within = (key: string, limit: { readonly calls: number; readonly ms: number }): number | null => {
    const recent = (windows.get(key) ?? []).filter((at) => at > now() - limit.ms);
    const first = recent[0];
    if (recent.length >= limit.calls && first !== undefined)
      return Math.max(1, Math.ceil((first + limit.ms - now()) / 1_000));
    windows.set(key, [...recent, now()]);
    return null;
  };
  return {
    check: (method, channel) => {
      if (method === 'chat.postMessage') return within(`post ${channel}`, { calls: 1 + burst, ms: 1_000 });
      const calls = perMinute[method];
      return calls === undefined ? null : within(method, { calls: calls + burst, ms: 60_000 });
    },
  };
}
