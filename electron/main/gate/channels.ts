/** The one channel for requests of a window, and the one for what it is told. */
export const requestChannel = 'onestop:request';
export const eventChannel = 'onestop:event';

/** Where our own pages come from. Nothing else may ask. */
export const windowOrigin = 'app://window';
