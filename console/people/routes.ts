import type { Room } from '../room.ts';

export const room: Room = { pages: [] };
