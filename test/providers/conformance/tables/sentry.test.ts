import { tryOut } from '../table.ts';

tryOut('sentry');
