/** One kind of event: `data` holds facts, `content` texts that can be erased. */
export interface Shape<Type extends string, Data, Content = null> {
  readonly type: Type;
  readonly data: Data;
  readonly content: Content;
}
export type Nothing = Record<string, never>;
