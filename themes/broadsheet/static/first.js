(function(d){var m=/(?:^|; )masthead_prefs=(auto|light|dark)\.([0-4])(?:;|$)/.exec(d.cookie);if(m){d=d.documentElement.dataset;d.theme=m[1];d.size=m[2]}})(document)
