import '@mantine/core/styles.css';
import './app/page.css';
import css from './app/sign-in.module.css';
import { watchTyping } from './app/typed-ahead.ts';

/*
 * The first picture, a sign-in that can be typed into, stands in index.html. What it looks like and how its keys work
 * comes with the page itself; the rest follows.
 */
const place = document.querySelector('#root');
const form = place?.querySelector<HTMLFormElement>(`.${css['sheet']} form`);
if (!place || !form) throw new Error('index.html has no sign-in');
const takeTyped = watchTyping(form);
void import('./app/start.tsx').then(({ start }) => start(place, takeTyped));
