var a="​";
