import { createContext, useContext } from 'react';
import type { Channel, Person } from './api.js';

/** Who and what mentions and menus may name, and which day it is. */
export interface Place {
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly today: string;
}

export const PlaceContext = createContext<Place>({ people: [], channels: [], today: '' });
export const usePlace = (): Place => useContext(PlaceContext);

export const personName = ({ people }: Place, id: string): string =>
  people.find((person) => person.id === id)?.name ?? id;
export const channelName = ({ channels }: Place, id: string): string =>
  channels.find((channel) => channel.id === id)?.name ?? id;
