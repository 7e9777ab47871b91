/* Made from studyguide/search/ by «make search». es-hangul: MIT, (c) Viva Republica. */
(()=>{})();
