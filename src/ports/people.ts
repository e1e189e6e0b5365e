import type { Directory } from '../domain/directory.js';

/** The directory as last read; it never asks the network. */
export interface People {
  directory(): Directory;
}
