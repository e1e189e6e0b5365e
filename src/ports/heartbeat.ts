/** Tells somebody outside that all is well; when it stays silent, they know. Rejects when they did not hear it. */
export interface Heartbeat {
  beat(): Promise<void>;
}
