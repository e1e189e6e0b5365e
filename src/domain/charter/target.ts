/**
 * What a tool works on. Each kind of tool gives it a shape of its own, beside its connector in `src/tools`; everybody
 * else sees only which kind it is. Addresses and credentials stand in it only by the name of their environment
 * variable. In every template a text `$name` stands for the argument of that name.
 */
export interface Target {
  readonly kind: string;
}

/** A variable of the environment that a target needs. */
export interface TargetVariable {
  readonly name: string;
  readonly holds: 'address' | 'credentials';
}
