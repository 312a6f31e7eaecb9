/** Host names that are given away, or sold as if they were the end of names, a kind of them in each list. */
export const sharedHostNames: readonly string[] = [
  // Sites and applications.
  'pages.dev workers.dev github.io githubusercontent.com githubpreview.dev gitlab.io bitbucket.io',
  'netlify.app netlify.com vercel.app now.sh herokuapp.com herokussl.com onrender.com fly.dev',
  'up.railway.app railway.app surge.sh glitch.me repl.co replit.app replit.dev web.app firebaseapp.com',
  'appspot.com run.app cloudfunctions.net codespot.com googlecode.com amazonaws.com cloudfront.net',
  'elasticbeanstalk.com awsapprunner.com amplifyapp.com amazoncognito.com on.aws azurewebsites.net',
  'azurestaticapps.net azurecontainerapps.io cloudapp.net cloudapp.azure.com azureedge.net azurefd.net',
  'windows.net trafficmanager.net azure-api.net azure-mobile.net b2clogin.com ondigitalocean.app',
  'digitaloceanspaces.com linodeobjects.com vultrobjects.com scw.cloud ovh.net hetzner.app',
  'your-server.de fastly.net fastlylb.net edgecompute.app akamaized.net b-cdn.net kinsta.app',
  'kinsta.cloud deno.dev deno.net supabase.co streamlit.app streamlitapp.com hf.space stackblitz.io',
  'webcontainer.io csb.app codesandbox.io gitpod.io github.dev app.github.dev cyclic.app koyeb.app',
  'northflank.app zeabur.app encr.app platformsh.site pantheonsite.io flywheelsites.com',
  'pythonanywhere.com cfapps.io mybluemix.net appdomain.cloud oraclecloudapps.com hana.ondemand.com',
  'cloudfoundry.org openshiftapps.com bubbleapps.io softr.app glideapp.io glide.page adalo.com',
  'lovable.app bolt.host base44.app anvil.app',
  // Writing, shops, help desks, forms and communities.
  'wordpress.com blogspot.com tumblr.com medium.com substack.com ghost.io hashnode.dev livejournal.com',
  'weebly.com weeblysite.com wixsite.com wixstudio.io wixstudio.com squarespace.com webflow.io',
  'framer.app framer.website framer.ai carrd.co strikingly.com jimdosite.com notion.site super.site',
  'gitbook.io readme.io readthedocs.io readthedocs-hosted.com bookstack.cloud myshopify.com',
  'bigcartel.com gumroad.com square.site mybigcommerce.com ecwid.com shopware.store zendesk.com',
  'freshdesk.com freshservice.com helpscoutdocs.com uservoice.com intercom.help statuspage.io',
  'instatus.com powerappsportals.com microsoftcrmportals.com salesforce-sites.com',
  'hubspotpagebuilder.com hs-sites.com hubspot.site discourse.group',
  // Tunnels, and names for changing addresses.
  'trycloudflare.com ngrok.io ngrok.app ngrok.dev ngrok-free.app ngrok-free.dev loca.lt localtunnel.me',
  'serveo.net pagekite.me ts.net duckdns.org no-ip.org ddns.net dyndns.org dynu.net freedns.org',
  'hopto.org zapto.org sytes.net myds.me synology.me myfritz.net myqnapcloud.com mooo.com us.to nip.io',
  'sslip.io xip.io',
  // What a registry sells as if it were the end of names.
  'co.uk org.uk me.uk ltd.uk plc.uk com.au net.au org.au co.nz co.jp ne.jp or.jp com.br com.cn com.hk',
  'com.sg com.tr com.mx co.za co.in co.kr co.il com.ar com.tw com.ua com.pl eu.org uk.com us.com',
  'de.com eu.com br.com cn.com gb.net se.net co.com eu.int',
].flatMap((names) => names.split(' '));
