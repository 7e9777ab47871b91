FROM scratch
ADD debian-13.tar /
CMD ["bash"]
