import { tryOut } from '../table.ts';

tryOut('bitwarden');
