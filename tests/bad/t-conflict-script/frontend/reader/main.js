<<<<<<< HEAD
a
=======
b
>>>>>>> other
