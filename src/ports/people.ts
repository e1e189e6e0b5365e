import type { Directory } from '../domain/directory.js';

/** The directory as last read; it never asks the network. */
export interface People {
  directory(): Directory;
}

export interface LivePeople extends People {
  /** Takes in who lets whom act in their place now. */
  readDelegations(): Promise<void>;
}
